import Glibc

/// Another program of this machine: an editor, a viewer of pictures, a player of sound.
package enum StartedProgram {
  /// Starts the program that the first word names with Étude's environment; nil if there is no such program.
  ///
  /// - Parameter isSilent: it reads and says nothing.
  package static func start(_ words: [String], isSilent: Bool) -> pid_t? {
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
    var process = pid_t()
    return posix_spawnp(&process, name, &actions, &attributes, &arguments, environ) == 0 ? process : nil
  }
}
