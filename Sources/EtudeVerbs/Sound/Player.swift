import EtudeCore
import EtudeSession
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
    if ["PULSE_SERVER", "PIPEWIRE_REMOTE"].contains(where: { UserEnvironment.value(of: $0) != nil }) {
      return true
    }
    let runtime = UserEnvironment.value(of: "XDG_RUNTIME_DIR") ?? "/run/user/\(getuid())"
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
      guard let process = StartedProgram.start(program + [path], isSilent: true) else { continue }
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
