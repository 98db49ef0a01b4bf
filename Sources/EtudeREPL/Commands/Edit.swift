import EtudeCore
import EtudeSession

extension SessionCommand {
  static let edit = SessionCommand(
    terminal: ".edit", "the last cell, or this one, in $EDITOR; what comes back is run",
    takes: .optional(.cell),
    examples: [".edit", ".edit 3", ".edit songs"]
  ) { repl, argument in
    let text = try text(of: argument, in: repl.session)
    let edited = try Editor.edit(text)
    guard edited.split(whereSeparator: \.isNewline) != text.split(whereSeparator: \.isNewline) else {
      repl.screen.show(repl.screen.outputStyle.text("nothing was changed, nothing is run", .faint))
      return .done
    }
    let page = CellText.cells(in: edited)
    return repl.run(page.whole + [page.rest].compactMap { $0 }, echoesAll: true)
  }

  /// What is there to be edited: the last cell, one by its number, or the statement that made a name.
  private static func text(of argument: String, in session: Session) throws -> String {
    if argument.isEmpty { return session.history.last?.source ?? "" }
    if let number = Int(argument.drop { $0 == "_" || $0 == "[" }.prefix { $0.isNumber }) {
      guard let cell = session.history.first(where: { $0.number == number }) else {
        throw Failure("there is no cell \(number)", fix: ".history lists them")
      }
      return cell.source
    }
    guard let variable = session.variables.first(where: { $0.name == argument }) else {
      throw Failure("no name '\(argument)' is bound", fix: "give a cell's number or a name: .vars lists them")
    }
    return variable.statement
  }
}
