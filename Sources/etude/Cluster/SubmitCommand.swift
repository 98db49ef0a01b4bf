import ArgumentParser
import EtudeCore
import EtudeREPL
import EtudeSession
import Glibc

/// `etude submit FILE --parts N`
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract:
      "Run a script on a cluster that Slurm manages: its trainings in parts side by side, then all of it.")

  @Argument(help: "The script, and values for its params: name=value.")
  var file: String

  @Argument(help: .hidden)
  var overrides: [String] = []

  @ArgumentParser.Option(help: ArgumentHelp("How many parts.", valueName: "n"))
  var parts: Int

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Processor threads of each part and of the last job; results depend on it.", valueName: "n"))
  var threads = 2

  @ArgumentParser.Option(help: ArgumentHelp("Write files here.", valueName: "dir"))
  var out: String?

  @ArgumentParser.Option(help: ArgumentHelp("Use this seed, whatever the script says.", valueName: "n"))
  var seed: UInt64?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "An option of sbatch, as --slurm=--time=2:00:00; as often as needed.", valueName: "option"))
  var slurm: [String] = []

  @Flag(name: .customLong("write-only"), help: "Write the jobs, and submit nothing.")
  var isWriteOnly = false

  func validate() throws {
    _ = try Override.read(overrides)
    guard (1...10_000).contains(parts) else {
      throw ValidationError("--parts takes a number from 1 to 10000, not \(parts)")
    }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads takes a number from 1 to 1024, not \(threads)")
    }
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder") }
    if let flawed = slurm.first(where: { !$0.hasPrefix("-") || $0.contains { $0.isNewline || $0 == "\"" } }) {
      throw ValidationError("'\(flawed)' is no option of sbatch; write: --slurm=--time=2:00:00")
    }
  }

  func run() throws {
    let overrides = try Override.read(overrides)
    try SessionOptions.parse([]).endAfter { frontEnd in
      let status = frontEnd.check(scripts: [file], overrides: overrides)
      guard status == .done else { return status }
      do {
        return Housekeeping.show(try submitted())
      } catch {
        let failure = error as? Failure ?? Failure("the jobs could not be submitted")
        return Housekeeping.report(failure)
      }
    }
  }

  /// Writes both jobs, submits them, and gives what there is to say.
  private func submitted() throws -> String {
    let jobs = try jobs()
    try WholeFile.write(jobs.partsText, to: jobs.partsFile)
    try WholeFile.write(jobs.lastText, to: jobs.lastFile)
    let again = "sbatch --array=\(min(7, parts)) \(ClusterJobs.quoted(jobs.partsFile))"
    let advice = """
      a part that failed is run again by: \(again)
      then the results by: sbatch \(ClusterJobs.quoted(jobs.lastFile))
      a part ends where the script asks what trainings gave, such as best or if; what it trains behind that, the last job trains
      """
    if isWriteOnly {
      return """
        the parts: sbatch \(ClusterJobs.quoted(jobs.partsFile))
        the results, when all have ended: sbatch \(ClusterJobs.quoted(jobs.lastFile))
        \(advice)
        """
    }
    let array = try Slurm.submit([jobs.partsFile], byHand: jobs)
    let last = try Slurm.submit(["--dependency=afterany:\(array)", jobs.lastFile], byHand: jobs)
    return """
      job \(array): \(parts) parts of \(file), \(threads) \(threads == 1 ? "thread" : "threads") each
      job \(last): the results, when all parts have ended
      watch them: squeue --me
      what they say: tail \(ClusterJobs.quoted(jobs.folder))/*.log
      \(advice)
      """
  }

  private func jobs() throws -> ClusterJobs {
    guard let program = RunningProgram.path else { throw Failure("cannot find where this program lies") }
    let script = try Self.whole(file)
    let folder = try Self.whole(out ?? ".")
    let name = Paths.name(of: script)
    var arguments = overrides + ["--out", folder]
    if let seed { arguments += ["--seed", "\(seed)"] }
    return ClusterJobs(
      program: program, script: script, parts: parts, threads: threads, arguments: arguments, options: slurm,
      store: try Self.whole(ResultStore.standard().folder), folder: folder + "/" + name + ".jobs")
  }

  /// A path from the root, so that it means the same on every node.
  private static func whole(_ path: String) throws -> String {
    if path.hasPrefix("/") { return path }
    guard let current = getcwd(nil, 0) else { throw systemFailure("cannot tell the current folder") }
    defer { free(current) }
    return path == "." ? String(cString: current) : String(cString: current) + "/" + path
  }
}
