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
  /// What ran, for a session to go on from.
  public let ran: RanStatements

  /// Ends the run at the first difference.
  private struct Stopped: Error {}

  public struct Difference: Sendable {
    public let line: Int
    public let name: String
    public let statement: String
    /// What the value is now and what it was, as far as a number says it: `its accuracy is 0.7, it was 0.8`.
    public let figures: String?
    /// What is known to differ: the script's own text, the statement's files, the version, threads, the machine.
    public let reasons: [String]
    /// Whether the session knows its own text; those that earlier versions saved do not.
    let knowsText: Bool
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
    inner.adopt = nil
    let session = Session(vocabulary: vocabulary, environment: inner)
    let source = try SourceText.read(path)
    let header = source.text.split(whereSeparator: \.isNewline).first.flatMap { SavedHeader($0) }
    var compared = 0
    var difference: Difference?
    var trail = EditTrail()
    do {
      let program = try session.interpreter.check(source)
      try session.interpreter.run(program, in: inner) { executed in
        guard check else { return }
        trail.pass(executed, of: source)
        for (name, noted) in DigestComment.read(executed.lastLineText).sorted(by: { $0.key < $1.key }) {
          guard let value = executed.bound[name] else { continue }
          compared += 1
          guard value.digest != noted.digest else { continue }
          difference = Difference(
            executed, name, is: value, was: noted, trail,
            settings: header?.differences(
              from: SavedHeader(threads: inner.work.threads, engine: vocabulary.engine)) ?? [])
          // What follows stands on it, and nobody waits for that.
          throw Stopped()
        }
      }
    } catch is Stopped {
      // The difference says it all.
    } catch let list as DiagnosticList {
      throw located(list.diagnostics.first { $0.severity == .error }, path)
    } catch let failure as LocatedFailure {
      throw located(failure.diagnostic, path)
    }
    return Replay(
      statements: session.interpreter.record.count, compared: compared, difference: difference,
      ran: RanStatements(of: session.interpreter))
  }

  /// One line on how it went.
  public var summary: String {
    if let difference { return difference.summary }
    let ran = "\(statements) statement\(statements == 1 ? "" : "s") ran"
    return compared == 0 ? ran : "\(ran), \(compared) digest\(compared == 1 ? "" : "s") equal"
  }

  private static func located(_ diagnostic: Diagnostic?, _ path: String) -> Failure {
    guard let diagnostic else { return Failure("'\(path)' cannot be replayed") }
    let place = diagnostic.span.map { span in
      "\(span.source.name):\(span.source.position(at: span.range.lowerBound).line): "
    }
    return Failure(
      "\(place ?? "")\(diagnostic.cause)", fix: diagnostic.fix, kind: diagnostic.exitStatus.failure)
  }
}

extension Replay.Difference {
  fileprivate init(
    _ executed: ExecutedStatement, _ name: String, is value: Value, was noted: DigestComment.Noted,
    _ trail: EditTrail, settings: [String]
  ) {
    line = executed.lastLine
    self.name = name
    statement = executed.text
    figures = noted.figure.flatMap { was in
      DigestComment.Figure(of: value).map { now in
        let what = was.what == "value" ? "it" : "its \(was.what)"
        return now.text == was.text
          ? "\(what) is \(now.text) as it was" : "\(what) is \(now.text) and was \(was.text)"
      }
    }
    // Nothing before it differs, so what it reads does, or what it is computed with; or it asks for something else.
    let reading = trail.isEdited ? [] : Self.reading(executed, is: value, was: noted)
    reasons = reading + trail.edits + settings
    knowsText = trail.hasMarks
  }

  /// That its files have changed, and which songs in them, as far as that is known.
  private static func reading(
    _ executed: ExecutedStatement, is value: Value, was noted: DigestComment.Noted
  ) -> [String] {
    guard !executed.read.isEmpty else { return [] }
    let files = executed.read.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let songs = noted.parts.flatMap { was in PartMarks(of: value)?.differences(from: was) }
    return ["what it reads has changed: \(files)" + (songs.map { " (\($0))" } ?? "")]
  }

  /// Line, statement, what differs and how, in one line.
  public var summary: String {
    let whole = statement.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let first = whole.count > 60 ? whole.prefix(59) + "…" : whole
    let parts = [figures].compactMap(\.self) + reasons
    return "line \(line) differs in '\(name)': \(first)" + parts.map { "; \($0)" }.joined()
  }

  /// What to do about it.
  public var fix: String {
    guard reasons.isEmpty else { return "run it as it was made, or save the session anew" }
    return knowsText
      ? "nothing that is recorded differs, so another version of a library may be the cause"
      : "nothing that is recorded differs; whether the script was edited is not, as an earlier version saved it"
  }
}
