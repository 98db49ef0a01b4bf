import EtudeCore
import EtudeLanguage

/// A saved script, run again in a session of its own.
public struct Replay: Sendable {
  /// Statements that ran.
  public let statements: Int
  /// Digests that were compared.
  public let compared: Int
  /// The first statement whose value differs; nil if none does.
  public let difference: Difference?

  public struct Difference: Sendable {
    public let line: Int
    public let name: String
    public let statement: String
  }

  /// Runs the script at `path`.
  ///
  /// - Parameters:
  ///   - check: whether each value is compared with the digest written beside it.
  ///   - environment: the caller's; the script's folder is where its paths start.
  /// - Throws: `Failure` with the place in the script, of what kept it from running.
  public static func run(
    _ path: String, check: Bool, vocabulary: Vocabulary, environment: Environment
  ) throws -> Replay {
    var inner = environment
    inner.readingFolder = Paths.folder(of: path)
    inner.written = WrittenFiles()
    inner.seed = 0
    let session = Session(vocabulary: vocabulary, environment: inner)
    let source = try SourceText.read(path)
    var compared = 0
    var difference: Difference?
    do {
      let program = try session.interpreter.check(source)
      try session.interpreter.run(program, in: inner) { executed in
        guard check, difference == nil else { return }
        for (name, digest) in DigestComment.read(executed.lastLineText).sorted(by: { $0.key < $1.key }) {
          guard let value = executed.bound[name] else { continue }
          compared += 1
          if value.digest != digest, difference == nil {
            difference = Difference(line: executed.lastLine, name: name, statement: executed.text)
          }
        }
      }
    } catch let list as DiagnosticList {
      throw located(list.diagnostics.first { $0.severity == .error }, path)
    } catch let failure as LocatedFailure {
      throw located(failure.diagnostic, path)
    }
    return Replay(statements: session.interpreter.record.count, compared: compared, difference: difference)
  }

  /// One line on how it went.
  public var summary: String {
    if let difference {
      return "line \(difference.line) differs: \(difference.statement)"
    }
    let ran = "\(statements) statement\(statements == 1 ? "" : "s") ran"
    return compared == 0 ? ran : "\(ran), \(compared) digest\(compared == 1 ? "" : "s") equal"
  }

  private static func located(_ diagnostic: Diagnostic?, _ path: String) -> Failure {
    guard let diagnostic else { return Failure("'\(path)' cannot be replayed") }
    let place = diagnostic.span.map { span in
      "\(span.source.name):\(span.source.position(at: span.range.lowerBound).line): "
    }
    let kind: Failure.Kind =
      diagnostic.exitCode == 130 ? .interrupted : diagnostic.exitCode == 66 ? .input : .running
    return Failure("\(place ?? "")\(diagnostic.cause)", fix: diagnostic.fix, kind: kind)
  }
}
