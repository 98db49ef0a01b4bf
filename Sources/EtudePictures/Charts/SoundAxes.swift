/// What the rows and columns of a spectrogram mean.
public struct SoundAxes: Sendable, Hashable {
  /// How the rows are spaced over frequency.
  public enum Scale: Sendable, Hashable {
    /// Mel bands, Slaney's scale.
    case mel
    /// Mel bands, HTK's scale.
    case htk
    /// Equal steps in Hz.
    case linear
    /// Equal steps in the logarithm of Hz.
    case logarithmic
    /// Twelve pitch classes, C first.
    case pitchClasses
    /// Numbered coefficients.
    case coefficients
  }

  /// Samples a second.
  public var rate: Int
  /// Samples from one frame to the next.
  public var hop: Int
  /// Hz at the lower edge.
  public var low: Double
  /// Hz at the upper edge.
  public var high: Double
  public var scale: Scale
  /// Seconds at which the first frame lies.
  public var start: Double
  /// What the values are measured in.
  public var unit: String

  public init(
    rate: Int = 22050, hop: Int = 512, low: Double = 0, high: Double? = nil, scale: Scale = .mel,
    start: Double = 0,
    unit: String = "dB"
  ) {
    self.rate = rate
    self.hop = hop
    self.low = low
    self.high = high ?? Double(rate) / 2
    self.scale = scale
    self.start = start
    self.unit = unit
  }
}
