import EtudeCore
import EtudeLanguage
import Glibc

/// What a saved session writes in place of `run 2`: the statements that made that run, so that the session stands on no
/// machine's record.
struct RecalledRun {
  /// Statements that make the run's value, and the name that they bind it to.
  let lines: [String]
  let name: String

  /// - Parameters:
  ///   - folder: where the saved session will lie.
  ///   - names: those that are taken.
  /// - Throws: `Failure` of what cannot be written.
  init(_ run: RecordedRun, vocabulary: Vocabulary, in folder: String, names: NamePool) throws {
    let program: Program
    do {
      program = try Interpreter(vocabulary: vocabulary).check(SourceText(name: "run", text: run.script))
    } catch {
      throw Self.cannot(run, "this version does not understand what made it")
    }
    guard !program.recalls(vocabulary) else { throw Self.cannot(run, "it stands on another run") }
    let name = names.fresh("run\(run.number)")
    var renamed: [String: String] = [:]
    for bound in program.boundNames.sorted() { renamed[bound] = names.fresh("\(name)_\(bound)") }
    var rewriting = Printer.Rewriting()
    rewriting.rename = { renamed[$0] ?? $0 }
    rewriting.freshName = names.fresh
    let written = program.writtenTexts
    rewriting.path = { text in
      let isHere = text.hasPrefix("/") || text.hasPrefix("~/") || written.contains(text)
      guard !isHere, !text.isEmpty, access("\(run.folder)/\(text)", F_OK) == 0 else { return nil }
      return Paths.relative("\(run.folder)/\(text)", from: folder)
    }
    guard
      let lines = program.statements(
        making: name, place: run.place, turn: run.label == nil ? nil : run.turn, vocabulary: vocabulary,
        rewriting: rewriting)
    else { throw Self.cannot(run, "it ran in a loop within a loop, or in a branch within one") }
    self.lines = lines
    self.name = name
  }

  private static func cannot(_ run: RecordedRun, _ reason: String) -> Failure {
    Failure(
      "run \(run.number) cannot be written as what made it: \(reason)",
      fix: "export it, or make it anew and save that")
  }
}

/// Names that are taken; each new one is taken at once.
final class NamePool {
  private var taken: Set<String>

  init(_ taken: Set<String>) { self.taken = taken }

  /// A name that nothing else has, with this beginning.
  func fresh(_ beginning: String) -> String {
    var name = beginning
    while !taken.insert(name).inserted { name += "_" }
    return name
  }
}
