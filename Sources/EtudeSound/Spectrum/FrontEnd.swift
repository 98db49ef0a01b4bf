import EtudeCore

/// Makes frames of samples: a Fourier plan, a window and band filters, prepared once and used from any thread.
public final class FrontEnd: Sendable {
  /// What it computes.
  public let settings: SpectrogramSettings
  let fourier: ShortTimeFourier
  let filters: BandFilters
  private let cosines: CosineTransform?

  /// Prepares the front end; throws what `settings.validate()` throws.
  public convenience init(_ settings: SpectrogramSettings) throws { try self.init(settings, thinning: 1) }

  /// - Parameter thinning: of so many samples one is left, for bands that lie low enough.
  init(_ settings: SpectrogramSettings, thinning: Int) throws {
    try settings.validate()
    self.settings = settings
    fourier = try ShortTimeFourier(fft: settings.fft / thinning, hop: settings.hop / thinning)
    filters =
      settings.kind == .logarithmic
      ? .logarithmic(
        settings.mels, low: settings.lowest, high: settings.highest, rate: settings.rate, fft: settings.fft)
      : .mel(
        settings.mels, scale: settings.melScale, low: settings.low, high: settings.highest,
        rate: settings.rate, fft: settings.fft)
    if case .mfcc(let count) = settings.kind {
      cosines = CosineTransform(bands: settings.mels, coefficients: count)
    } else {
      cosines = nil
    }
  }

  /// Mel bands so narrow that no bin of the transform falls into them; they stay at the floor.
  public var emptyBands: Int { settings.kind == .linear || settings.kind == .chroma ? 0 : filters.emptyBands }

  /// The frames view of mono samples at `settings.rate`: `[bands, 1 + samples / hop]`.
  ///
  /// Mel, linear and logarithmic bands: dB below the clip's maximum, down to −`range`, or power as a share of it.
  /// MFCC: coefficients of dB above power 1. Chroma: 0 … 1. Equal samples give equal bits, on any thread. Silence is
  /// 0 dB everywhere, as librosa has it, and power 0.
  public func frames(of samples: [Float]) -> Frames { frames(of: samples, until: Cancellation()) }

  /// The frames view as above; throws `Failure.interrupted` once the cancellation is requested.
  public func frames(of samples: [Float], cancellation: Cancellation) throws -> Frames {
    let frames = self.frames(of: samples, until: cancellation)
    if cancellation.isRequested { throw Failure.interrupted }
    return frames
  }

  /// No frames once the cancellation is requested.
  private func frames(of samples: [Float], until cancellation: Cancellation) -> Frames {
    switch settings.kind {
    case .chroma:
      let measures = SoundDescriptors(
        .held(Sound(samples: samples, rate: settings.rate)), fourier, cancellation: cancellation)
      return (try? measures.chroma()) ?? Frames(bands: settings.bands, count: 0, values: [])
    case .linear:
      var powers = linearPower(of: samples, cancellation: cancellation).values
      return view(&powers, cancellation)
    case .mel, .logarithmic, .mfcc:
      var powers = melPower(of: samples, cancellation: cancellation).values
      return view(&powers, cancellation)
    }
  }

  /// The frames view of all powers of the bands (chroma is its own view), which are changed where they are and left
  /// without meaning. Its own meaning is gone once the cancellation is requested.
  func view(_ powers: inout [Float], _ cancellation: Cancellation) -> Frames {
    switch settings.kind {
    case .mfcc: return cepstral(&powers, cancellation)
    case .chroma: break
    case .mel, .logarithmic, .linear: level(&powers, cancellation)
    }
    defer { powers = [] }
    return Frames(bands: settings.bands, count: powers.count / settings.bands, values: powers)
  }

  /// Bands' powers to coefficients, `[bands, frames]`; leaves their decibels behind. Without meaning once the cancellation
  /// is requested.
  private func cepstral(_ powers: inout [Float], _ cancellation: Cancellation) -> Frames {
    let count = powers.count / settings.mels
    Decibels.convert(
      &powers, reference: .one, range: Float(settings.range), cancellation: cancellation)
    let coefficients = cosines?.apply(powers, count: count, cancellation: cancellation) ?? []
    return Frames(bands: settings.bands, count: count, values: coefficients)
  }

  /// Powers to the level that the settings ask for, in place, until the cancellation is requested.
  private func level(_ powers: inout [Float], _ cancellation: Cancellation) {
    switch settings.level {
    case .decibels:
      Decibels.convert(
        &powers, reference: .maximum, range: Float(settings.range), cancellation: cancellation)
    case .power:
      powers.withUnsafeMutableBufferPointer { powers in
        let largest = Decibels.maximum(UnsafeBufferPointer(powers))
        guard largest >= Float.leastNormalMagnitude else { return }
        for start in stride(from: 0, to: powers.count, by: Decibels.part) where !cancellation.isRequested {
          for index in start..<min(powers.count, start + Decibels.part) { powers[index] /= largest }
        }
      }
    }
  }

  /// Mel (or logarithmic) bands of the power spectrum, `[mels, frames]`, before decibels.
  ///
  /// No frames once the cancellation is requested.
  public func melPower(of samples: [Float], cancellation: Cancellation = Cancellation()) -> Frames {
    let count = fourier.frameCount(samples.count)
    let values = [Float](unsafeUninitializedCapacity: filters.count * count) { output, initialized in
      initialized = filters.count * count
      guard let target = output.baseAddress else { return }
      samples.withUnsafeBufferPointer { samples in
        fourier.eachFour(of: samples, wanted: filters.bins, cancellation: cancellation) { index, power in
          filters.apply(
            power, to: target + index, stride: count, used: min(ShortTimeFourier.together, count - index))
        }
      }
    }
    if cancellation.isRequested { return Frames(bands: filters.count, count: 0, values: []) }
    return Frames(bands: filters.count, count: count, values: values)
  }

  /// The bins of the power spectrum between `low` and `high`, `[bins, frames]`, before decibels.
  ///
  /// No frames once the cancellation is requested.
  public func linearPower(of samples: [Float], cancellation: Cancellation = Cancellation()) -> Frames {
    let (count, bins) = (fourier.frameCount(samples.count), settings.linearBins)
    let power = samples.withUnsafeBufferPointer {
      fourier.power(of: $0, frames: 0..<count, bins: bins, cancellation: cancellation)
    }
    return cancellation.isRequested ? Frames(bands: bins.count, count: 0, values: []) : power
  }
}

extension ShortTimeFourier {
  /// Some bins of the power spectrum of some frames, `[bins, frames]`, in double precision, since no band evens them out;
  /// without meaning once the cancellation is requested.
  func power(
    of samples: UnsafeBufferPointer<Float>, frames: Range<Int>, bins: Range<Int>, cancellation: Cancellation
  ) -> Frames {
    var values = [Float](repeating: 0, count: bins.count * frames.count)
    values.withUnsafeMutableBufferPointer { values in
      eachFrame(of: samples, frames: frames, cancellation: cancellation) { index, power in
        var place = index - frames.lowerBound
        for bin in bins {
          values[place] = power[bin]
          place += frames.count
        }
      }
    }
    return Frames(bands: bins.count, count: frames.count, values: values)
  }
}
