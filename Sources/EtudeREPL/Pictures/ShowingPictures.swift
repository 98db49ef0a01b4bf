import EtudeCore
import EtudePictures

extension Screen {
  /// Shows a picture in the terminal that results go to, as sharp as it can be there.
  ///
  /// Where letters on it cannot be read (coloured half-blocks), what they say stands below it, or instead of it if it can
  /// be said well in letters; where no picture can be shown, a line says what was drawn.
  func show(_ picture: Picture, summary: String) {
    guard pictures > .off else { return show(summary) }
    let terminal = pictures == .auto ? TerminalPicture(descriptor: output.descriptor) : nil
    if let terminal, terminal.showsPixels {
      if let text = try? terminal.text(picture) { write(text) }
      return
    }
    let width = outputColumns ?? 80
    if let lines = picture.text?.lines(width: width) {
      if !picture.title.isEmpty { show(picture.title) }
      show(lines.joined(separator: "\n"))
    } else if let terminal, let text = try? terminal.text(picture) {
      write(text)
    } else {
      show(summary)
    }
    let spoken = picture.text == nil && !picture.alternative.isEmpty ? [picture.alternative] : []
    // Bars of letters have their values beside them.
    let axes = picture.text == nil && !picture.axes.isEmpty ? [picture.axes.joined(separator: "; ")] : []
    let words = spoken + axes + [Screen.hint]
    let below = Wrapping.wrapped(words.joined(separator: "\n"), width: width).split(separator: "\n")
    show(below.map { outputStyle.text(String($0), .faint) }.joined(separator: "\n"))
  }

  private static let hint = "for a readable picture: to: \"name.png\""
}
