/// What music analysis measures of a sound besides its spectrogram; librosa's definitions and defaults.
public struct SoundDescriptors: Sendable {
  public let sound: Sound
  let fourier: ShortTimeFourier

  /// Prepares to analyse `sound` in windows of `fft` samples, `hop` apart.
  public init(_ sound: Sound, fft: Int = 2048, hop: Int = 512) throws {
    self.init(sound, try ShortTimeFourier(fft: fft, hop: hop))
  }

  init(_ sound: Sound, _ fourier: ShortTimeFourier) {
    self.sound = sound
    self.fourier = fourier
  }

  func chroma() -> Frames { Frames(bands: 12, count: 0, values: []) }
}

/// Mean and variance of one descriptor over a clip.
public struct DescriptorSummary: Sendable, Hashable {
  /// The name in GTZAN's published table, such as `spectral_centroid`.
  public let name: String
  public let mean: Double
  public let variance: Double
}
