/// What music analysis measures of a sound besides its spectrogram; librosa's definitions and defaults.
public struct SoundDescriptors: Sendable {
  public let sound: Sound
  public let fft: Int
  public let hop: Int

  public init(_ sound: Sound, fft: Int = 2048, hop: Int = 512) {
    self.sound = sound
    self.fft = fft
    self.hop = hop
  }
}

/// Mean and variance of one descriptor over a clip.
public struct DescriptorSummary: Sendable, Hashable {
  /// The name in GTZAN's published table, such as `spectral_centroid`.
  public let name: String
  public let mean: Double
  public let variance: Double
}
