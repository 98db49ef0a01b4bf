import EtudeCore

/// A script's two jobs for Slurm, as the texts that sbatch reads: an array of parts, each of which trains its share of the
/// pieces into the store, and a last job, which runs the script whole from the store.
struct ClusterJobs {
  /// The program, on a path that all nodes have.
  let program: String
  /// The script, likewise.
  let script: String
  let parts: Int
  let threads: Int
  /// What else `etude run` is told: values of params, seed, where to write.
  let arguments: [String]
  /// Options of sbatch that the user gives.
  let options: [String]
  /// The folder of the results' store.
  let store: String
  /// Where jobs and logs lie.
  let folder: String

  /// The script's name without its ending.
  private var name: String {
    let file = Paths.name(of: script)
    return file.hasSuffix(".etude") ? String(file.dropLast(".etude".count)) : file
  }

  var partsFile: String { folder + "/parts.sbatch" }
  var lastFile: String { folder + "/last.sbatch" }

  /// The array; whoever runs its parts by other means sets `SLURM_ARRAY_TASK_ID` to 1 … `parts`.
  var partsText: String {
    text(
      ["--job-name=etude-\(name)", "--array=1-\(parts)", "--output=\(folder)/part-%a.log"],
      command + " --part \"${SLURM_ARRAY_TASK_ID:?}/\(parts)\"")
  }

  var lastText: String {
    text(["--job-name=etude-\(name)-last", "--output=\(folder)/last.log"], command)
  }

  /// What runs the script whole; a part adds its `--part`.
  var command: String {
    ([program, "run", script, "--threads", "\(threads)"] + arguments).map(Self.quoted).joined(separator: " ")
  }

  private func text(_ own: [String], _ command: String) -> String {
    let all = own + ["--cpus-per-task=\(threads)", "--open-mode=append", "--requeue"] + options
    let lines = all.map { "#SBATCH " + Self.directive($0) }
    return """
      #!/bin/sh
      \(lines.joined(separator: "\n"))
      export ETUDE_CACHE=\(Self.quoted(store))
      exec \(command)

      """
  }

  /// A word as the shell reads it.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-=:%+,".contains($0)) }
    return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }

  /// An option as a line of a job holds it, where quotes keep blanks.
  private static func directive(_ option: String) -> String {
    option.contains(" ") ? "\"\(option)\"" : option
  }
}
