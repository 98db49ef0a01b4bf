import EtudeCore

/// What music analysis measures of a sound besides its spectrogram; librosa's definitions and defaults.
///
/// Every series has a value a frame, `1 + samples / hop` of them. Sound from a file is read once or twice for each
/// measurement, in bounded memory, and gives the bits that the same sound in memory gives. Every measurement throws
/// `Failure.interrupted` once the cancellation is requested, and of a file what `AudioFile.stream` throws.
public struct SoundDescriptors: Sendable {
  let source: SoundSource
  let fourier: ShortTimeFourier
  let cancellation: Cancellation

  /// Prepares to analyse a sound in windows of `fft` samples (even, 64 or more), `hop` apart.
  ///
  /// Throws a `Failure` if the settings' `fft` or `hop` would be refused.
  public init(
    _ source: SoundSource, fft: Int = 2048, hop: Int = 512, cancellation: Cancellation = Cancellation()
  ) throws {
    try SpectrogramSettings(rate: source.rate, fft: fft, hop: hop).validate()
    self.init(source, try ShortTimeFourier(fft: fft, hop: hop), cancellation: cancellation)
  }

  /// The same of sound in memory.
  public init(
    _ sound: Sound, fft: Int = 2048, hop: Int = 512, cancellation: Cancellation = Cancellation()
  ) throws {
    try self.init(.held(sound), fft: fft, hop: hop, cancellation: cancellation)
  }

  init(_ source: SoundSource, _ fourier: ShortTimeFourier, cancellation: Cancellation) {
    self.source = source
    self.fourier = fourier
    self.cancellation = cancellation
  }

  /// Whether every sample is zero, so that measures of its spectrum say nothing.
  public func isSilent() throws -> Bool {
    struct Heard: Error {}
    do {
      try source.walk(cancellation) { block in
        if block.contains(where: { $0 != 0 }) { throw Heard() }
      }
      return true
    } catch is Heard {
      return false
    }
  }

  /// Width of a bin of the Fourier transform, Hz.
  var binWidth: Double { Double(source.rate) / Double(fourier.fft) }

  /// Calls `body` with some frames at a time, in order.
  func eachPart(_ body: (FramedSamples) throws -> Void) throws {
    try source.eachPart(fourier, step: fourier.framesOfPart, cancellation, body)
  }

  /// Calls `body` with each frame's power spectrum, `bins` values.
  func eachSpectrum(_ body: (_ power: UnsafeBufferPointer<Float>) -> Void) throws {
    try eachPart { part in
      fourier.eachFrame(of: part.samples, frames: part.frames, cancellation: cancellation) { _, power in
        body(UnsafeBufferPointer(start: power, count: fourier.bins))
      }
    }
  }
}
