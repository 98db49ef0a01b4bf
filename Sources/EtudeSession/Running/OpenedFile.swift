import EtudeCore
import EtudeLanguage

/// A script whose statements run one by one as cells of a session, its values stay.
public struct OpenedFile {
  /// The statements with their comments, in order.
  public let cells: [OpenedCell]

  public struct OpenedCell {
    public let source: String
    let program: Program
  }
}

extension Session {
  /// Reads a script and checks the whole of it: nothing of it runs if anything is wrong, which is reported then.
  ///
  /// Its relative paths start in its folder.
  public func open(file path: String) -> OpenedFile? {
    guard let script = script(of: place(of: path)) else { return nil }
    do {
      script.warnings.forEach(report)
      let program = try interpreter.check(script.source, read: script.read)
      var comments = CommentsBetween()
      return OpenedFile(
        cells: program.cells.map { .init(source: comments.text(of: $0.spans[0]), program: $0) })
    } catch {
      _ = OutputLog(environment, report).report(error)
      return nil
    }
  }

  /// Runs one of an opened file's cells.
  public func execute(_ opened: OpenedFile.OpenedCell) -> Cell {
    run(cell: opened.source) { opened.program }
  }
}
