import EtudeCore
import EtudeSession
import Glibc

/// Programs of this machine that are started for the user: an editor, a pager, a viewer of pictures.
enum OtherProgram {
  /// Lets the first program that there is have a file in this terminal, and waits for its end; false if there is none.
  ///
  /// - Parameter variable: the environment's variable that names another program.
  /// - Throws: a `Failure` if it ended badly.
  static func open(_ path: String, with commands: [[String]], variable: String) throws -> Bool {
    for command in commands {
      guard let process = StartedProgram.start(command + [path], isSilent: false) else { continue }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      guard status == 0 else {
        throw Failure("\(command[0]) ended badly", fix: "set \(variable) to another program")
      }
      return true
    }
    return false
  }

  /// Lets the first program that there is show a file, and goes on; its name, or nil if there is none.
  static func show(_ path: String, with commands: [[String]]) -> String? {
    commands.first { StartedProgram.start($0 + [path], isSilent: true) != nil }?.first
  }
}
