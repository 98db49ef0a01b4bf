import EtudeCore

/// Makes the windows that musicnn reads: 96 Slaney bands of the power spectrum at 16,000 Hz (fft 512, hop 256, 0 to
/// 8000 Hz; librosa's definitions), log₁₀(10,000 · S + 1) in single precision.
///
/// Pons and Serra's own program goes through half precision, where loud cells overflow; it is not followed there.
public struct LogMelFrontEnd: Sendable {
  /// Samples a second of the sound that the frames are made of.
  public static let rate = LogMelWindows.rate
  /// Counts the changes in what equal sound gives, beside those of `SoundDefaults.version`.
  public static let version = 1

  private let frontEnd: FrontEnd

  /// Makes its transform and its mel bands; throws a `Failure` where there is no memory for them.
  public init() throws {
    frontEnd = try FrontEnd(
      SpectrogramSettings(rate: Self.rate, mels: LogMelWindows.bands, fft: 512, hop: LogMelWindows.hop))
  }

  /// The windows of sound at any rate: side by side, what is left over at the end dropped; shorter sound is repeated until
  /// it fills one.
  ///
  /// Of a long file no more than some blocks and the frames are in memory.
  /// - Throws: what `SoundSource.walk` throws; `Failure` for sound without samples.
  public func windows(of source: SoundSource, cancellation: Cancellation = Cancellation()) throws
    -> LogMelWindows
  {
    var frames = LogMelFrames()
    let taken = try walk(source, cancellation) { frames.append($0) }
    if taken == 0 { throw Failure.input("there is no sound to make frames of", fix: "drop it") }
    if frames.count < LogMelWindows.frames {
      frames = LogMelFrames()
      let whole = try filled(source, cancellation)
      _ = try walk(.held(Sound(samples: whole, rate: Self.rate)), cancellation) { frames.append($0) }
    }
    return frames.windows()
  }

  /// Gives `body` the power of the bands, frames after frames; returns the number of samples.
  private func walk(
    _ source: SoundSource, _ cancellation: Cancellation, _ body: (Frames) throws -> Void
  ) throws -> Int {
    var sliding = SlidingSamples(frontEnd.fourier, step: frontEnd.framesOfPiece, reach: 0)
    var taken = 0
    func give(_ part: FramedSamples) throws { try body(frontEnd.power(of: part, cancellation)) }
    func take(_ block: UnsafeBufferPointer<Float>) throws {
      taken += block.count
      try sliding.append(block, give)
    }
    try resampled(source, cancellation, take)
    if taken > 0 { try sliding.finish(give) }
    return taken
  }

  private func resampled(
    _ source: SoundSource, _ cancellation: Cancellation,
    _ body: (UnsafeBufferPointer<Float>) throws -> Void
  ) throws {
    guard source.rate != Self.rate else { return try source.walk(cancellation, body) }
    let resampler = try Resampler(from: source.rate, to: Self.rate)
    try source.walk(cancellation) { try resampler.process($0, body) }
    try resampler.finish(body)
  }

  /// The sound again and again, until it has the samples of one window.
  private func filled(_ source: SoundSource, _ cancellation: Cancellation) throws -> [Float] {
    var once: [Float] = []
    try resampled(source, cancellation) { once.append(contentsOf: $0) }
    let wanted = (LogMelWindows.frames - 1) * frontEnd.settings.hop
    return (0..<wanted).map { once[$0 % once.count] }
  }
}

/// Frames of bands' power on their way to windows: `[frames, bands]`.
private struct LogMelFrames {
  private var values: [Float] = []
  var count: Int { values.count / LogMelWindows.bands }

  mutating func append(_ power: Frames) {
    values.reserveCapacity(values.count + power.values.count)
    power.values.withUnsafeBufferPointer { bands in
      for frame in 0..<power.count {
        for band in 0..<power.bands {
          values.append(0.1 * Decibels.decibels(of: 10_000 * bands[band * power.count + frame] + 1))
        }
      }
    }
  }

  /// The whole windows.
  func windows() -> LogMelWindows {
    let count = count / LogMelWindows.frames
    return LogMelWindows(count: count, values: Array(values.prefix(count * LogMelWindows.size)))
  }
}
