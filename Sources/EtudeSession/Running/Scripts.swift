import EtudeCore
import EtudeLanguage

/// Scripts from files and from the command line.
extension Session {
  /// Runs a script file; its folder is where relative paths start.
  ///
  /// - Parameter overrides: params' values from the command line.
  /// - Returns: the exit code: 0, 64, 65, 66, 70 or 130.
  public func runScript(_ path: String, overrides: [(name: String, text: String)] = []) -> Int32 {
    let outer = environment.readingFolder
    defer { environment.readingFolder = outer }
    guard let source = source(of: path) else { return 66 }
    environment.readingFolder = Paths.folder(of: path)
    return run(source, overrides: overrides)
  }

  /// Runs statements that are no file: `-e`, or standard input. Relative paths start at the current folder.
  public func runStatements(
    _ text: String, name: String = "-e", overrides: [(name: String, text: String)] = []
  ) -> Int32 {
    run(SourceText(name: name, text: text), overrides: overrides)
  }

  /// The same for bytes that may not be UTF-8, such as standard input's.
  public func runStatements(bytes: [UInt8], name: String) -> Int32 {
    run(SourceText(name: name, bytes: bytes), overrides: [])
  }

  /// Reads and checks a script, and runs nothing.
  public func checkScript(_ path: String, overrides: [(name: String, text: String)] = []) -> Int32 {
    guard let source = source(of: path) else { return 66 }
    do {
      let program = try interpreter.check(source, overrides: overrides)
      program.warnings.forEach(report)
      return 0
    } catch {
      return OutputLog(environment, report).report(error)
    }
  }

  /// Reads a script; reports why it cannot be read.
  func source(of path: String) -> SourceText? {
    do {
      return try SourceText.read(path)
    } catch {
      let failure = error as? Failure ?? Failure("cannot open '\(path)'")
      report(Diagnostic(.error, at: nil, failure.cause, fix: failure.fix, exitCode: 66))
      return nil
    }
  }

  private func run(_ source: SourceText, overrides: [(name: String, text: String)]) -> Int32 {
    let log = OutputLog(environment, report)
    let outerScript = script
    script = source.name
    defer { script = outerScript }
    do {
      let program = try interpreter.check(source, overrides: overrides)
      program.warnings.forEach(report)
      try environment.work.checkCancelled()
      var comments = CommentsBetween()
      var started = Self.now()
      try interpreter.run(program, in: log.environment) { executed in
        var cell = Cell(number: promptNumber, source: comments.text(of: executed.span))
        let warnings = program.warnings.filter { $0.span.map(executed.span.contains) ?? false }
        cell.outputs = warnings.map(CellOutput.diagnostic) + log.take()
        warnOfUnseenPicture(executed, cell.outputs)
        cell.value = executed.value
        cell.seconds = Self.now() - started
        started = Self.now()
        cells.append(cell)
      }
      return 0
    } catch {
      return log.report(error)
    }
  }
}
