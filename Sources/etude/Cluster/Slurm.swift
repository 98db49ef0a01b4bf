import EtudeCore
import EtudeSession

/// Slurm's own command, as far as `etude submit` needs it.
enum Slurm {
  /// Submits a job; gives its number.
  /// - Throws: `Failure` where there is no Slurm, saying how to do without, and where it refuses.
  static func submit(_ arguments: [String], byHand jobs: ClusterJobs) throws -> String {
    guard let answer = StartedProgram.output(of: ["sbatch", "--parsable"] + arguments) else {
      throw Failure(
        "there is no sbatch on this machine, so nothing was submitted; the jobs are in \(jobs.folder)",
        fix: "run the parts by hand: seq \(jobs.parts) | parallel \(jobs.command) --part {}/\(jobs.parts) "
          + "and then: \(jobs.command)")
    }
    // With several clusters the number is followed by the cluster's name.
    let number = answer.text.prefix { $0.isNumber }
    guard answer.status == 0, !number.isEmpty else {
      throw Failure(
        "sbatch did not take \(arguments.last ?? "the job")",
        fix: "see what it says above, and give what it asks for by --slurm=--OPTION=VALUE")
    }
    return String(number)
  }
}
