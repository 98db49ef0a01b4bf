import ArgumentParser
import EtudeCore
import EtudeSound

/// A clip to its pictures on one thread, as librosa and torchaudio make them.
struct SoundWork: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sound")

  enum Work: String, ExpressibleByArgument {
    /// Samples in memory to mel bands in decibels.
    case mel
    /// Samples in memory to 20 coefficients.
    case mfcc
    /// A file to mel bands in decibels, mixed and resampled on the way.
    case file
  }

  @OptionGroup var measuring: Measuring
  @Argument var work: Work
  @Argument var path: String

  func run() throws {
    let frontEnd = try FrontEnd(SpectrogramSettings(kind: work == .mfcc ? .mfcc(count: 20) : .mel))
    let samples = try AudioFile.decode(path).sound.samples
    try measuring.measure {
      let sound = work == .file ? try AudioFile.decode(path).sound.samples : samples
      _ = frontEnd.frames(of: sound)
    }
  }
}
