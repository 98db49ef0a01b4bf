import EtudeCore
import EtudeLanguage

/// Scripts from files and from the command line.
extension Session {
  /// Runs a script file; its folder is where relative paths start.
  ///
  /// - Parameter overrides: params' values from the command line.
  /// - Returns: how a program ends with it.
  public func runScript(_ path: String, overrides: [(name: String, text: String)] = []) -> ProgramExit {
    let outer = environment.readingFolder
    defer { environment.readingFolder = outer }
    guard let script = script(of: path) else { return .missingInput }
    environment.readingFolder = Paths.folder(of: path)
    return run(script, overrides: overrides)
  }

  /// Runs statements that are no file: `-e`, or standard input. Relative paths start at the current folder.
  public func runStatements(
    _ text: String, name: String = "-e", overrides: [(name: String, text: String)] = []
  ) -> ProgramExit {
    run(ScriptText(SourceText(name: name, text: text)), overrides: overrides)
  }

  /// The same for bytes that may not be UTF-8, such as standard input's.
  public func runStatements(bytes: [UInt8], name: String) -> ProgramExit {
    run(ScriptText(SourceText(name: name, bytes: bytes)), overrides: [])
  }

  /// Reads and checks a script, and runs nothing.
  public func checkScript(_ path: String, overrides: [(name: String, text: String)] = []) -> ProgramExit {
    guard let script = script(of: path) else { return .missingInput }
    do {
      let program = try interpreter.check(script.source, overrides: overrides, read: script.read)
      (script.warnings + program.warnings).forEach(report)
      return .done
    } catch {
      script.warnings.forEach(report)
      return OutputLog(environment, report).report(error)
    }
  }

  /// Reads a script or a notebook; reports why it cannot be read.
  func script(of path: String) -> ScriptText? {
    do {
      return try ScriptText(reading: path, interpreter.vocabulary)
    } catch {
      let failure = error as? Failure ?? Failure("cannot open '\(path)'")
      report(Diagnostic(.error, at: nil, failure.cause, fix: failure.fix, exitStatus: .missingInput))
      return nil
    }
  }

  /// Keeps the comments at the end of a script.
  private func keep(proseAfter text: String) {
    if !text.isEmpty { cells.append(Cell(number: nil, source: text, kind: .prose)) }
  }

  private func run(_ text: ScriptText, overrides: [(name: String, text: String)]) -> ProgramExit {
    let log = OutputLog(environment, report)
    let outerScript = script
    script = text.source.name
    defer { script = outerScript }
    text.warnings.forEach(report)
    do {
      let program = try interpreter.check(text.source, overrides: overrides, read: text.read)
      program.warnings.forEach(report)
      try environment.work.checkCancelled()
      var comments = CommentsBetween()
      var started = SteadyClock.seconds()
      var prose = text.prose
      try interpreter.run(program, in: log.environment) { executed in
        prose.take(before: executed.span.source).forEach(keep(prose:))
        var cell = Cell(number: promptNumber, source: comments.text(of: executed.span))
        let warnings = program.warnings.filter { $0.span.map(executed.span.contains) ?? false }
        cell.outputs = warnings.map(CellOutput.diagnostic) + log.take()
        warnOfUnseenPicture(executed, cell.outputs)
        cell.value = executed.value
        cell.seconds = SteadyClock.seconds() - started
        started = SteadyClock.seconds()
        cells.append(cell)
      }
      prose.takeRest().forEach(keep(prose:))
      keep(prose: comments.rest(of: text.source))
      tellShare()
      return .done
    } catch let error as LocatedFailure where error.failure.kind == .waiting {
      tellShare(endingAt: error.span)
      return .done
    } catch {
      return log.report(error)
    }
  }

  /// Says what a part of a run has done, and where it ends because it depends on what other parts do.
  private func tellShare(endingAt span: Span? = nil) {
    guard let share = environment.work.share else { return }
    let tally = share.tally
    let mine = tally.made + tally.found
    environment.show(
      "part \(share.part)/\(share.parts): trained \(tally.made) of its \(mine) \(mine == 1 ? "piece" : "pieces"), "
        + "\(tally.found) stored before; \(tally.missing) left to other parts")
    guard let span else { return }
    let line = span.source.position(at: span.range.lowerBound).line
    environment.show(
      "it ends at line \(line), which depends on other parts: run the script without --part when all are done"
    )
  }

  /// Keeps comments that stand with no statement.
  private func keep(prose text: String) {
    if !text.isEmpty { cells.append(Cell(number: nil, source: text, kind: .prose)) }
  }
}
