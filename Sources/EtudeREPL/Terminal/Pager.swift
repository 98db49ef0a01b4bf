import EtudeCore
import Glibc

extension Screen {
  /// Shows a page; one that is higher than the window, in the user's pager, where there are both.
  public func page(_ text: String) {
    guard Terminal.isTerminal(0), Terminal.understandsControlSequences(output.descriptor) else {
      return show(text)
    }
    let size = Terminal.size(output.descriptor)
    let rows = Wrapping.wrapped(text, width: size.columns).split(
      separator: "\n", omittingEmptySubsequences: false)
    // A row is the prompt's.
    guard rows.count >= size.rows else { return show(text) }
    let path = UserEnvironment.temporaryFolder + "/etude-\(getpid())-help.txt"
    defer { unlink(path) }
    let pagers = [UserEnvironment.value(of: "PAGER"), "less -FRX", "more"]
    let commands = pagers.compactMap { $0 }.map { $0.split(separator: " ").map(String.init) }
    do {
      try WholeFile.write(rows.joined(separator: "\n") + "\n", to: path)
      if try OtherProgram.open(path, with: commands, variable: "PAGER") { return }
    } catch {
      // What the pager did not show is shown all the same.
    }
    show(text)
  }
}
