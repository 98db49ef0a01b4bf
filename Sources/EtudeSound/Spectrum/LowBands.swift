import EtudeCore

/// Powers of mel bands far below half the rate, made of a quarter of the samples: a transform a quarter as long has the same
/// bins there, and the same window over the same time.
///
/// The sound is halved in rate twice (`Halving`), frames lie where those of the whole sound lie, and powers are a sixteenth of
/// theirs, within 0.002 dB.
public struct LowBands: Sendable {
  private static let thinning = 4

  /// Of which settings the powers are, as the whole sound has them.
  public let settings: SpectrogramSettings
  private let frontEnd: FrontEnd

  /// Prepares the transform and its filters; throws what `settings.validate()` throws, and a `Failure` where the highest band
  /// or the transform leaves no room for a quarter of the samples.
  public init(_ settings: SpectrogramSettings) throws {
    guard settings.highest / Double(settings.rate) < 0.1, settings.fft.isMultiple(of: 2 * Self.thinning),
      settings.hop.isMultiple(of: Self.thinning)
    else {
      throw Failure("a quarter of the samples are too few for these bands", fix: "make them of all samples")
    }
    self.settings = settings
    frontEnd = try FrontEnd(settings, thinning: Self.thinning)
  }

  /// Gives `body` the powers of all bands, `[bands, frames]`, a piece of the frames at a time.
  ///
  /// The bits are the same however the sound comes: held or from a file, in blocks of any length.
  /// - Parameter source: mono sound at the settings' rate.
  /// - Throws: what `SoundSource.walk` throws; what `body` throws.
  public func power(
    of source: SoundSource, cancellation: Cancellation = Cancellation(), _ body: (Frames) throws -> Void
  ) throws {
    let edge = settings.highest / Double(settings.rate)
    let (first, second) = (Halving(edge: edge), Halving(edge: 2 * edge))
    var sliding = SlidingSamples(frontEnd.fourier, step: frontEnd.framesOfPiece, reach: 0)
    func give(_ part: FramedSamples) throws { try body(frontEnd.power(of: part, cancellation)) }
    func take(_ block: UnsafeBufferPointer<Float>) throws { try sliding.append(block, give) }
    var isEmpty = true
    try source.walk(cancellation) { block in
      isEmpty = isEmpty && block.isEmpty
      try first.append(block) { try second.append($0, take) }
    }
    if isEmpty { return }
    try first.finish { try second.append($0, take) }
    try second.finish(take)
    try sliding.finish(give)
  }
}
