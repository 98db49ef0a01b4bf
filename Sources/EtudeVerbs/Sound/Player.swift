import EtudeCore
import EtudeSound
import Glibc

/// The machine's own player of sound.
enum Player {
  /// Programs that play a WAV file given as their last argument, the likeliest first.
  private static let programs = [
    ["pw-play"], ["paplay"], ["aplay", "-q"], ["play", "-q"],
    ["ffplay", "-nodisp", "-autoexit", "-v", "quiet"],
  ]

  /// Whether sound can come out: through a card of this machine, or a sound server that may be on another. Some players
  /// end well without either, and nothing was heard.
  static var hasSoundCard: Bool {
    let cards = Folder.names(in: "/dev/snd").contains { $0.hasPrefix("pcm") && $0.hasSuffix("p") }
    if cards { return true }
    if ["PULSE_SERVER", "PIPEWIRE_REMOTE"].contains(where: { (name: String) in getenv(name) != nil }) {
      return true
    }
    let runtime = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } ?? "/run/user/\(getuid())"
    return ["pulse/native", "pipewire-0"].contains { (name: String) in access("\(runtime)/\(name)", F_OK) == 0
    }
  }

  /// Plays a sound to its end, or until cancelled, with the first program that is there and can.
  static func play(_ sound: SoundSource, work: Work) throws {
    let path = "/tmp/etude-\(getpid())-play.wav"
    defer { unlink(path) }
    try AudioFile.write(sound, to: path, cancellation: work.cancellation)
    var failed: [String] = []
    for program in programs {
      guard let process = start(program + [path]) else { continue }
      if try isPlayed(by: process, work: work) { return }
      failed.append(program[0])
    }
    if failed.isEmpty {
      throw Failure("no player of sound was found", fix: "install one, such as: apt-get install alsa-utils")
    }
    throw Failure(
      "the sound could not be played by \(failed.joined(separator: " or "))",
      fix: "check that this machine has a sound device")
  }

  /// Starts a program with Étude's environment, reading and saying nothing; nil if there is no such program.
  private static func start(_ words: [String]) -> pid_t? {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    hearSignals(&attributes)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var process = pid_t()
    return posix_spawnp(&process, words[0], &actions, &attributes, &arguments, environ) == 0 ? process : nil
  }

  /// Lets a program hear all signals as if the shell had started it: Étude's own threads have some blocked for the
  /// thread that waits for them, and one ignored, and a program inherits both.
  private static func hearSignals(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var ignored = sigset_t()
    sigemptyset(&ignored)
    sigaddset(&ignored, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
  }

  /// Waits for a program's end; whether it went well.
  private static func isPlayed(by process: pid_t, work: Work) throws -> Bool {
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if work.cancellation.isRequested {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Failure.interrupted
      }
      usleep(20_000)
    }
    // Ctrl-C goes to the player as well, and may reach it first.
    if status != 0 { usleep(20_000) }
    try work.checkCancelled()
    return status == 0
  }
}
