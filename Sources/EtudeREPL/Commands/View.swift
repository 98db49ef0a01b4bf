import EtudeCore
import EtudeSession
import Glibc

extension SessionCommand {
  static let view = SessionCommand(terminal: ".view", "the last picture, in the machine's viewer of pictures")
  {
    repl, _ in
    guard let png = try repl.session.lastPicture() else {
      throw Failure("no picture was shown yet", fix: "write: plot …")
    }
    let path = UserEnvironment.temporaryFolder + "/etude-\(getpid())-picture.png"
    try WholeFile.write(png, to: path)
    let viewers = [UserEnvironment.value(of: "ETUDE_VIEWER"), "xdg-open", "open", "eog", "feh", "display"]
    let commands = viewers.compactMap { $0 }.map { $0.split(separator: " ").map(String.init) }
    guard let program = OtherProgram.show(path, with: commands) else {
      throw Failure("no viewer of pictures was found; it is in \(path)", fix: "set ETUDE_VIEWER to a program")
    }
    repl.screen.show(repl.screen.outputStyle.text("\(program) shows \(path)", .faint))
    return .done
  }
}
