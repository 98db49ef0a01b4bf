import EtudeCore
import EtudeLanguage
import Synchronization

/// Runs a text over the test vocabulary and says what came of it.
struct ScriptRunner {
  final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0 += line.split(separator: "\n").map(String.init) } }
    var all: [String] { lines.withLock { $0 } }
  }

  var output: [String] = []
  var diagnostics: [Diagnostic] = []
  var exitStatus = ProgramExit.done

  /// Checks and runs a text.
  init(
    _ text: String, name: String = "lab.etude", mode: Program.Mode = .script, interpreter: Interpreter? = nil,
    overrides: [(name: String, text: String)] = [], files: [String: String] = [:], work: Work = Work()
  ) {
    let interpreter = interpreter ?? Interpreter(vocabulary: TestVocabulary.whole)
    let lines = Lines()
    do {
      let program = try interpreter.check(
        SourceText(name: name, text: text), mode: mode, overrides: overrides
      ) { path in
        guard let text = files[path] else { throw Failure.input("cannot open '\(path)'") }
        return SourceText(name: path, text: text)
      }
      diagnostics = program.warnings
      try interpreter.run(
        program, in: Environment(work: work, show: lines.add), cell: mode == .cell ? 1 : nil)
    } catch let list as DiagnosticList {
      diagnostics = list.diagnostics
      exitStatus = list.exitStatus
    } catch let failure as LocatedFailure {
      diagnostics.append(failure.diagnostic)
      exitStatus = failure.exitStatus
    } catch {
      diagnostics.append(Diagnostic(at: nil, "\(error)"))
    }
    output = lines.all
  }

  /// Each diagnostic as a script's comment writes it: `error 4:24: cause | fix`.
  var remarks: [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.span.map { $0.source.position(at: $0.range.lowerBound) } ?? (line: 0, column: 0)
      let fix = diagnostic.fix.map { " | \($0)" } ?? ""
      return "\(diagnostic.severity.rawValue) \(place.line):\(place.column): \(diagnostic.cause)\(fix)"
    }
  }
}
