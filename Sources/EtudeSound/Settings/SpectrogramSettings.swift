import EtudeCore

/// How sound becomes frames and an image: the front end's options, with the language's defaults.
public struct SpectrogramSettings: Codable, Hashable, Sendable {
  /// What the bands are.
  public enum Kind: Codable, Hashable, Sendable {
    /// Mel bands.
    case mel
    /// Mel-frequency cepstral coefficients.
    case mfcc(count: Int)
    /// The bins of the Fourier transform between `low` and `high`.
    case linear
    /// `mels` bands of equal ratio between `lowest` and `high`.
    case logarithmic
    /// Twelve pitch classes from C, each frame's largest 1.
    case chroma
  }

  /// What a mel, linear or logarithmic band's value is.
  public enum Level: String, Codable, Hashable, Sendable, CaseIterable {
    /// Decibels below the clip's maximum.
    case decibels = "dB"
    /// Power, as a share of the clip's maximum.
    case power
  }

  /// Which spectrogram.
  public var kind: Kind
  /// Samples a second of the sound.
  public var rate: Int
  /// Number of mel (or logarithmic) bands.
  public var mels: Int
  /// Samples in a window of the Fourier transform.
  public var fft: Int
  /// Samples from one window to the next.
  public var hop: Int
  /// Lowest frequency, Hz.
  public var low: Double
  /// Highest frequency, Hz; half the rate if nil.
  public var high: Double?
  /// dB kept below the clip's maximum.
  public var range: Double
  /// Side of the square image, pixels.
  public var size: Int
  /// The colours of the image.
  public var colors: ColorTable
  /// Which definition of the mel scale.
  public var melScale: MelScale
  /// What 0 dB stands for.
  public var level: Level

  /// Settings with the defaults of librosa where nothing else is said.
  public init(
    kind: Kind = .mel, rate: Int = SoundDefaults.rate, mels: Int = 128, fft: Int = 2048, hop: Int = 512,
    low: Double = 0, high: Double? = nil, range: Double = 80, size: Int = 256, colors: ColorTable = .magma,
    melScale: MelScale = .slaney, level: Level = .decibels
  ) {
    self.kind = kind
    self.rate = rate
    self.mels = mels
    self.fft = fft
    self.hop = hop
    self.low = low
    self.high = high
    self.range = range
    self.size = size
    self.colors = colors
    self.melScale = melScale
    self.level = level
  }

  /// Lowest frequency, Hz. A logarithmic scale has no zero: it begins at the lowest C of a piano instead.
  public var lowest: Double { kind == .logarithmic && low == 0 ? min(32.703, highest / 2) : low }

  /// Highest frequency, Hz.
  public var highest: Double { high ?? Double(rate) / 2 }

  /// Bands of the frames view.
  public var bands: Int {
    switch kind {
    case .mel, .logarithmic: mels
    case .mfcc(let count): count
    case .linear: linearBins.count
    case .chroma: 12
    }
  }

  /// Bins of the Fourier transform between `low` and `highest`.
  var linearBins: Range<Int> {
    let width = Double(rate) / Double(fft)
    let first = max(0, Int((low / width).rounded(.up)))
    let last = min(fft / 2, Int((highest / width).rounded(.down)))
    return first..<max(first, last + 1)
  }

  /// Frames of a clip of so many samples: windows are centred, so 1 + ⌊samples / hop⌋.
  public func frameCount(samples: Int) -> Int { 1 + samples / hop }
}

extension KeyedDecodingContainer {
  /// The level; settings written before there was a choice have decibels.
  func decode(_ type: SpectrogramSettings.Level.Type, forKey key: Key) throws -> SpectrogramSettings.Level {
    try decodeIfPresent(type, forKey: key) ?? .decibels
  }
}
