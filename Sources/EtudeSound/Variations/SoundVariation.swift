import EtudeCore
import Glibc

/// How a piece of sound is altered so that a network learns what does not matter: another key, another tempo, noise, another
/// level.
public struct SoundVariation: Sendable, Hashable {
  /// What is done to the sound.
  public enum Kind: String, Sendable, CaseIterable {
    /// One or two semitones up or down, as long as before.
    case pitch
    /// 5 to 12 % slower or faster, in the same key.
    case stretch
    /// White noise 15 to 25 dB below the sound.
    case noise
    /// 3 to 9 dB louder or softer.
    case gain
  }

  /// What is done to the sound.
  public let kind: Kind
  /// Semitones, the factor of the length, dB below the sound, or dB.
  public let amount: Double
  /// From which noise is drawn.
  private let stream: Digest

  /// The variation of a kind that belongs to a piece of sound: the same for equal sound, whoever asks.
  public init(_ kind: Kind, of sound: Digest) {
    self.kind = kind
    stream = Digest.build {
      $0.append("variation")
      $0.append(kind.rawValue)
      $0.append(sound)
    }
    var random = RandomStream(stream)
    let sign: Double = random.below(2) == 0 ? -1 : 1
    switch kind {
    case .pitch: amount = sign * Double(1 + random.below(2))
    case .stretch: amount = 1 + sign * random.uniform(0.05...0.12)
    case .noise: amount = random.uniform(15...25)
    case .gain: amount = sign * random.uniform(3...9)
    }
  }

  /// A variation of a chosen amount.
  public init(_ kind: Kind, amount: Double, stream: Digest) {
    self.kind = kind
    self.amount = amount
    self.stream = stream
  }

  /// What it depends on beside the sound.
  public var digest: Digest {
    Digest.build {
      $0.append("variation 1")
      $0.append(kind.rawValue)
      $0.append(amount)
      $0.append(stream)
    }
  }

  /// Altered sound at the same rate.
  public func applied(to sound: Sound) throws -> Sound {
    switch kind {
    case .gain:
      let factor = Float(pow(10, amount / 20))
      return Sound(samples: sound.samples.map { $0 * factor }, rate: sound.rate)
    case .noise: return noisy(sound)
    case .stretch: return sound.stretched(by: amount)
    case .pitch:
      // Longer by the interval's ratio, then played that much faster.
      let ratio = pow(2, amount / 12)
      let stretched = sound.stretched(by: ratio)
      let faster = Sound(samples: stretched.samples, rate: Int((Double(sound.rate) * ratio).rounded()))
      return Sound(samples: try faster.resampled(to: sound.rate).samples, rate: sound.rate)
    }
  }

  private func noisy(_ sound: Sound) -> Sound {
    var random = RandomStream(stream)
    let power =
      sound.samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(1, sound.samples.count))
    let level = Float((power * pow(10, -amount / 10)).squareRoot())
    return Sound(samples: sound.samples.map { $0 + level * Float(random.normal()) }, rate: sound.rate)
  }
}
