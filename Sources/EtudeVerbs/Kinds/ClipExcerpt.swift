import EtudeData
import EtudeLanguage
import EtudeSound

extension ClipValue: AudibleValue {
  /// Samples a second of an excerpt: music is still told by it, and a page stays small.
  private static let excerptRate = 16_000

  func excerpt(seconds: Double) throws -> [UInt8] {
    let part = try clip.slice(from: 0, length: clip.length.map { min($0, seconds) } ?? seconds)
    // Sound in memory is there at its own rate alone.
    let rate = if case .sound = clip.source { clip.rate } else { min(clip.rate, Self.excerptRate) }
    return WaveBytes.mono(try part.sound(rate: rate, cancellation: work.cancellation))
  }
}
