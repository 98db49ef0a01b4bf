import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

/// What the verbs share that read the record of runs.
enum RecordedRuns {
  static let number = TypedOperand(
    "number", .whole(1...Int(Int32.max)), help: "the run's, from 'runs'")
}

extension Call {
  func runFile() throws -> RunFile {
    guard let path = environment.runs else {
      throw Failure("no runs are recorded here", fix: "set ETUDE_RUNS to a file, or HOME to a folder")
    }
    let work = environment.work
    return RunFile(path, warn: { work.warn($0) })
  }

  /// The run of the operand `number`.
  func recordedRun() throws -> (run: RecordedRun, contents: String?) {
    let number = try self[RecordedRuns.number]
    let file = try runFile()
    if let found = try file.run(number) { return found }
    let last = try file.runs(latest: 1).last?.number
    throw Failure(
      "there is no run \(number)",
      fix: last.map { "the latest is \($0); runs lists them" } ?? "none is recorded")
  }
}

extension RecordedRun {
  /// The accuracy, or what became of the run.
  var outcome: ScoreTable.Cell {
    if isInvalid, let accuracy { return .text("INVALID \(accuracy.text(decimals: 3))") }
    return accuracy.map { .share($0) } ?? .text(state == .done ? "" : state.rawValue)
  }

  /// It made a mistake on purpose.
  var isInvalid: Bool { FlawDeclarations.options.contains { options[$0.label] == "yes" } }
}
