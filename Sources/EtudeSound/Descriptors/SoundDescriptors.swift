import EtudeCore

/// What music analysis measures of a sound besides its spectrogram; librosa's definitions and defaults.
///
/// Every series has a value a frame, `1 + samples / hop` of them.
public struct SoundDescriptors: Sendable {
  public let sound: Sound
  let fourier: ShortTimeFourier
  /// Once it is requested every measurement stops where it is, and what it gives means nothing.
  let cancellation: Cancellation

  /// Prepares to analyse `sound` in windows of `fft` samples (even, 64 or more), `hop` apart.
  ///
  /// Throws a `Failure` if the settings' `fft` or `hop` would be refused. Whoever requests the cancellation has to look
  /// at it again before using a result; only `summary()` does so itself.
  public init(
    _ sound: Sound, fft: Int = 2048, hop: Int = 512, cancellation: Cancellation = Cancellation()
  ) throws {
    try SpectrogramSettings(rate: sound.rate, fft: fft, hop: hop).validate()
    self.init(sound, try ShortTimeFourier(fft: fft, hop: hop), cancellation: cancellation)
  }

  init(_ sound: Sound, _ fourier: ShortTimeFourier, cancellation: Cancellation = Cancellation()) {
    self.sound = sound
    self.fourier = fourier
    self.cancellation = cancellation
  }

  /// Number of frames.
  public var frameCount: Int { fourier.frameCount(sound.samples.count) }

  /// Width of a bin of the Fourier transform, Hz.
  var binWidth: Double { Double(sound.rate) / Double(fourier.fft) }

  /// Calls `body` with each frame's power spectrum, `bins` values.
  func eachSpectrum(_ body: (_ frame: Int, _ power: UnsafeBufferPointer<Float>) -> Void) {
    sound.samples.withUnsafeBufferPointer { samples in
      for start in stride(from: 0, to: frameCount, by: 256) where !cancellation.isRequested {
        fourier.eachFrame(of: samples, frames: start..<min(start + 256, frameCount)) {
          body($0, UnsafeBufferPointer(start: $1, count: fourier.bins))
        }
      }
    }
  }
}
