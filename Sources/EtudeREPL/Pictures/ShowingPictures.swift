import EtudeCore
import EtudePictures

extension Screen {
  /// Shows a picture in the terminal that results go to, as sharp as it can be there.
  ///
  /// Where letters on it cannot be read (coloured half-blocks), what they say stands below it, or instead of it if it can
  /// be said well in letters; where no picture can be shown, a line says what was drawn.
  func show(_ picture: Picture, summary: String) {
    let terminal = TerminalPicture(descriptor: output.descriptor)
    if let terminal, terminal.method != .blocks {
      if let image = try? picture.rgb() { write(terminal.text(image)) }
      return
    }
    let width = outputColumns ?? 80
    if let lines = picture.text?.lines(width: width) {
      if !picture.title.isEmpty { show(picture.title) }
      show(lines.joined(separator: "\n"))
    } else if let terminal, let image = try? picture.rgb() {
      write(terminal.text(image))
    } else {
      show(summary)
    }
    var words = [Screen.hint]
    if picture.text == nil, !picture.alternative.isEmpty { words.insert(picture.alternative, at: 0) }
    let below = Wrapping.wrapped(words.joined(separator: "\n"), width: width).split(separator: "\n")
    show(below.map { outputStyle.text(String($0), .faint) }.joined(separator: "\n"))
  }

  private static let hint = "for a readable picture: to: \"name.png\""
}
