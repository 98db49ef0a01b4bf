import EtudeCore
import Glibc

/// The user's editor: `$VISUAL`, `$EDITOR`, else one that most machines have.
enum Editor {
  /// The text as it was left in the editor, without the line ends behind it.
  static func edit(_ text: String) throws -> String {
    let path = UserEnvironment.temporaryFolder + "/etude-\(getpid())-cell.etude"
    defer { unlink(path) }
    try WholeFile.write(text.isEmpty ? "" : text + "\n", to: path)
    let editors = [UserEnvironment.value(of: "VISUAL"), UserEnvironment.value(of: "EDITOR"), "nano", "vi"]
    let commands = editors.compactMap { $0 }.map { $0.split(separator: " ").map(String.init) }
    guard try OtherProgram.open(path, with: commands, variable: "EDITOR") else {
      throw Failure("no editor was found", fix: "set EDITOR to one, such as: export EDITOR=nano")
    }
    var edited = String(decoding: try WholeFile.read(path), as: UTF8.self)
    while edited.last?.isNewline == true { edited.removeLast() }
    return edited
  }
}
