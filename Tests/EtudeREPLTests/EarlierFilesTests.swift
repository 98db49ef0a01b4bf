import EtudeCore
import Foundation
import Testing

/// What the program of 28 November 2026 wrote, kept as it was: a network, an index made with it, a session as a script and as
/// a notebook, and the record of two runs. It is read still.
@Suite("Files of earlier versions", .serialized)
struct EarlierFilesTests {
  private static func earlier(_ name: String) throws -> String {
    try #require(Bundle.module.resourcePath) + "/Earlier/" + name
  }

  @Test("A session, as a script and as a notebook", arguments: ["etude", "ipynb"])
  func session(_ ending: String) throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(
      ["check", try Self.earlier("work-2026-11-28.\(ending)")], state: folder.path)
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
  }

  @Test("A network and an index made with it")
  func network() throws {
    let folder = try TemporaryFolder()
    let statements = """
      net = load "\(try Self.earlier("net-2026-11-28.safetensors"))"
      songs = load "\(try Self.earlier("library-2026-11-28.etudeindex"))"
      print net.epochs net.history.validation_loss songs.count songs[3].name
      """
    let run = try Program.run(["-e", statements], state: folder.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("3 ") && run.output.hasSuffix(" 6 classical/classical.00000.wav\n"))
  }

  @Test("The record of runs, whose results are there")
  func runs() throws {
    let folder = try TemporaryFolder()
    let record = folder.path + "/runs.sqlite"
    try WholeFile.write(try WholeFile.read(try Self.earlier("runs-2026-11-28.sqlite")), to: record)
    let run = try Program.run(
      ["-e", "print (run 2).accuracy (run 2).folds.count"], state: folder.path,
      environment: ["ETUDE_RUNS=\(record)"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output == "0.833333 2\n")
  }
}
