import Glibc

/// Another program of this machine: an editor, a viewer of pictures, a player of sound.
package enum StartedProgram {
  /// Starts the program that the first word names with Étude's environment; nil if there is no such program.
  ///
  /// - Parameters:
  ///   - isSilent: it reads and says nothing.
  ///   - output: where its standard output goes; nil for where Étude's own goes.
  package static func start(_ words: [String], isSilent: Bool, output: Int32? = nil) -> pid_t? {
    guard let name = words.first, !name.isEmpty else { return nil }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // It hears all signals as if the shell had started it: Étude's own threads have some blocked for the thread that waits
    // for them, and one ignored, and a program inherits both.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var ignored = sigset_t()
    sigemptyset(&ignored)
    sigaddset(&ignored, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if isSilent {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
    var process = pid_t()
    return posix_spawnp(&process, name, &actions, &attributes, &arguments, environ) == 0 ? process : nil
  }

  /// Runs a program to its end; gives what it wrote to standard output and its exit status, nil if there is no such program.
  package static func output(of words: [String]) -> (text: String, status: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = start(words, isSilent: false, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    guard let process else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { break }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return (String(decoding: bytes, as: UTF8.self), status)
  }
}
