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

  /// Plays a sound to its end, or until cancelled.
  static func play(_ sound: Sound, work: Work) throws {
    let path = "/tmp/etude-\(getpid())-play.wav"
    try AudioFile.write(sound, to: path)
    defer { unlink(path) }
    for program in programs {
      guard let process = start(program + [path]) else { continue }
      try wait(for: process, work: work)
      return
    }
    throw Failure(
      "no player of sound was found", fix: "install one, such as: apt-get install alsa-utils")
  }

  private static func start(_ words: [String]) -> pid_t? {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    return posix_spawnp(&process, words[0], nil, nil, &arguments, environ) == 0 ? process : nil
  }

  private static func wait(for process: pid_t, work: Work) throws {
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if work.cancellation.isRequested {
        kill(process, SIGTERM)
        waitpid(process, &status, 0)
        throw Failure.interrupted
      }
      usleep(20_000)
    }
    if status != 0 {
      throw Failure("the player of sound failed", fix: "check that this machine has a sound device")
    }
  }
}
