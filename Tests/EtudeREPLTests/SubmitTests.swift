import EtudeCore
import Foundation
import Glibc
import Testing

/// `etude submit` with a stand-in for sbatch that writes down what it is told; Slurm's own answers are for
/// `Scripts/cluster-test`.
@Suite("Submitting to a cluster", .serialized)
struct SubmitTests {
  private let folder: TemporaryFolder
  private var sweep: String { folder.path + "/my sweep.etude" }

  init() throws {
    folder = try TemporaryFolder()
    try WholeFile.write("param n = 1\nprint n\n", to: folder.path + "/my sweep.etude")
  }

  private func submit(_ arguments: [String], path: String = "/usr/bin:/bin") throws -> Program.Run {
    try Program.run(
      ["submit", sweep, "--out", folder.path] + arguments, state: folder.path,
      environment: ["PATH=\(path)", "ETUDE_CACHE=\(folder.path)/store"])
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try WholeFile.read("\(folder.path)/my sweep.etude.jobs/\(name)"), as: UTF8.self)
  }

  /// A folder with an `sbatch` of these lines.
  private func slurm(_ lines: String) throws -> String {
    let bin = folder.path + "/bin"
    try WholeFile.write("#!/bin/sh\n\(lines)\n", to: bin + "/sbatch")
    chmod(bin + "/sbatch", 0o755)
    return bin + ":/usr/bin:/bin"
  }

  @Test("An array of parts and a last job that waits for it, with what the user wants of Slurm")
  func jobs() throws {
    let path = try slurm("echo \"$@\" >>'\(folder.path)/told'; wc -l <'\(folder.path)/told' | tr -d ' '")
    let run = try submit(["--parts", "20", "--threads", "4", "n=2", "--slurm=--time=1:00:00"], path: path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("job 1: 20 parts"))
    #expect(run.output.contains("job 2: the results, when all parts have ended"))
    let told = String(decoding: try WholeFile.read(folder.path + "/told"), as: UTF8.self)
    #expect(
      told == """
        --parsable \(folder.path)/my sweep.etude.jobs/parts.sbatch
        --parsable --dependency=afterany:1 \(folder.path)/my sweep.etude.jobs/last.sbatch

        """)
    let parts = try text("parts.sbatch")
    #expect(
      parts.contains("#SBATCH --array=1-20\n") && parts.contains("#SBATCH --time=1:00:00\n")
        && parts.contains("#SBATCH \"--output=\(folder.path)/my sweep.etude.jobs/part-%a.log\"\n"))
    #expect(
      parts.contains(
        "run '\(sweep)' --threads 4 n=2 --out \(folder.path) --part \"${SLURM_ARRAY_TASK_ID:?}/20\"\n"))
    #expect(parts.contains("export ETUDE_CACHE=\(folder.path)/store\n"))
    let last = try text("last.sbatch")
    #expect(!last.contains("--part") && !last.contains("--array") && last.hasPrefix("#!/bin/sh\n"))
  }

  @Test("Without Slurm it says how to run the parts by hand, and the jobs are there")
  func noSlurm() throws {
    let run = try submit(["--parts", "3"], path: folder.path)
    #expect(run.code == 70 && run.output.isEmpty)
    #expect(run.errors.contains("there is no sbatch on this machine"))
    #expect(run.errors.contains("seq 3 | parallel"))
    #expect(try text("parts.sbatch").contains("--array=1-3"))
  }

  @Test("A job that Slurm refuses, a script that is wrong, and options that make no sense")
  func refusals() throws {
    let path = try slurm("echo 'sbatch: error: no such partition' >&2; exit 1")
    let refused = try submit(["--parts", "3"], path: path)
    #expect(refused.code == 70 && refused.errors.contains("no such partition"))
    #expect(refused.errors.contains("sbatch did not take"))
    #expect(try submit(["--parts", "0"]).code == 64)
    #expect(try submit([]).code == 64)
    #expect(try submit(["--parts", "2", "--slurm=time"]).code == 64)
    #expect(try submit(["--parts", "2", "n=word"], path: path).code == 64)
    try WholeFile.write("print nothere\n", to: sweep)
    #expect(try submit(["--parts", "2"], path: path).code == 65)
  }

  @Test("Jobs that are written only")
  func writeOnly() throws {
    let run = try submit(["--parts", "2", "--write-only"], path: folder.path)
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("the parts: sbatch '\(folder.path)/my sweep.etude.jobs/parts.sbatch'"))
  }
}
