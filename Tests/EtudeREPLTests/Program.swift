import EtudeCore
import Glibc

/// The program that was built beside this test.
enum Program {
  /// What came of a run.
  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  /// The path of `etude`, in the folder of the test's own executable.
  static var path: String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let own = String(decoding: buffer[..<count], as: UTF8.self)
    let beside = Paths.folder(of: own) + "/etude"
    if access(beside, X_OK) == 0 { return beside }
    // The test runner may be the toolchain's own; the bundle is then among its arguments.
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    return Paths.folder(of: bundle) + "/etude"
  }

  /// Starts the program in a session of its own, on a terminal or on three files; one without a path is closed.
  static func start(
    _ arguments: [String], state: String, environment: [String], terminal: String? = nil,
    files: (input: String, output: String, errors: String) = ("/dev/null", "/dev/null", "/dev/null")
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let terminal {
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    } else {
      let create = O_WRONLY | O_CREAT | O_TRUNC
      for (descriptor, path, mode) in [
        (Int32(0), files.input, O_RDONLY), (1, files.output, create), (2, files.errors, create),
      ] {
        if path.isEmpty {
          posix_spawn_file_actions_addclose(&actions, descriptor)
        } else {
          posix_spawn_file_actions_addopen(&actions, descriptor, path, mode, 0o600)
        }
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, newSession)
    // The current folder is not the sources', so that nothing that a script writes lands among them.
    let line = ["/usr/bin/env", "-C", state.isEmpty ? "/tmp" : state, path] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    let inherited = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "XDG_STATE_HOME=\(state)"].filter { variable in
      !environment.contains { $0.split(separator: "=")[0] == variable.split(separator: "=")[0] }
    }
    var variables: [UnsafeMutablePointer<CChar>?] = (inherited + environment).map { strdup($0) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process = pid_t()
    let code = posix_spawn(&process, line[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw Failure("cannot start \(path): \(String(cString: strerror(code)))") }
    return process
  }

  /// Runs the program to its end on files, so without any terminal.
  static func run(
    _ arguments: [String], input: String = "", state: String, output: String? = nil,
    environment: [String] = []
  ) throws -> Run {
    let files = (
      input: state + "/input", output: output ?? state + "/output", errors: state + "/errors"
    )
    try WholeFile.write(input, to: files.input)
    let process = try start(arguments, state: state, environment: environment, files: files)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    func text(_ path: String) throws -> String { String(decoding: try WholeFile.read(path), as: UTF8.self) }
    return Run(
      code: code(of: status), output: output == nil ? try text(files.output) : "",
      errors: try text(files.errors))
  }

  /// The exit code in a status of `waitpid`; 128 and the signal's number if a signal ended it.
  static func code(of status: Int32) -> Int32 {
    status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}

/// A folder of its own for a test, removed with all in it at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/etude-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw systemFailure("cannot make a folder") }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in Folder.names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }
}
