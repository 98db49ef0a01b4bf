import EtudeCore

/// Makes frames of samples: a Fourier plan, a window and band filters, prepared once and used from any thread.
public final class FrontEnd: Sendable {
  public let settings: SpectrogramSettings
  private let fourier: ShortTimeFourier
  private let filters: BandFilters
  private let cosines: CosineTransform?

  /// Prepares the front end; throws what `settings.validate()` throws.
  public init(_ settings: SpectrogramSettings) throws {
    try settings.validate()
    self.settings = settings
    fourier = try ShortTimeFourier(fft: settings.fft, hop: settings.hop)
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
  public func frames(of samples: [Float]) -> Frames {
    let count = fourier.frameCount(samples.count)
    switch settings.kind {
    case .chroma:
      return SoundDescriptors(Sound(samples: samples, rate: settings.rate), fourier).chroma()
    case .mfcc:
      var powers = melPower(of: samples).values
      Decibels.convert(&powers, reference: .one, range: Float(settings.range))
      let coefficients = cosines?.apply(powers, count: count) ?? []
      return Frames(bands: settings.bands, count: count, values: coefficients)
    case .mel, .logarithmic, .linear:
      var powers = settings.kind == .linear ? linearPower(of: samples).values : melPower(of: samples).values
      switch settings.level {
      case .decibels: Decibels.convert(&powers, reference: .maximum, range: Float(settings.range))
      case .power:
        let largest = powers.withUnsafeBufferPointer(Decibels.maximum)
        if largest >= Float.leastNormalMagnitude { for index in powers.indices { powers[index] /= largest } }
      }
      return Frames(bands: settings.bands, count: count, values: powers)
    }
  }

  /// Mel (or logarithmic) bands of the power spectrum, `[mels, frames]`, before decibels.
  public func melPower(of samples: [Float]) -> Frames {
    let count = fourier.frameCount(samples.count)
    let values = [Float](unsafeUninitializedCapacity: filters.count * count) { output, initialized in
      initialized = filters.count * count
      guard let target = output.baseAddress else { return }
      // Sixteen frames are gathered, then written band by band: bands lie far apart in memory.
      let block = AlignedFloats(filters.count * 16)
      samples.withUnsafeBufferPointer { samples in
        fourier.eachPair(of: samples) { index, first, second in
          let place = block.start + index % 16
          filters.apply(first, second, to: place, place + 1, stride: 16)
          guard index % 16 == 14 || index + 2 >= count else { return }
          let start = index / 16 * 16
          for band in 0..<filters.count {
            (target + (band * count + start)).update(
              from: block.start + band * 16, count: min(16, count - start))
          }
        }
      }
    }
    return Frames(bands: filters.count, count: count, values: values)
  }

  /// The bins of the power spectrum between `low` and `high`, `[bins, frames]`, before decibels.
  public func linearPower(of samples: [Float]) -> Frames {
    fourier.power(of: samples, bins: settings.linearBins)
  }
}

extension ShortTimeFourier {
  /// Some bins of the power spectrum, `[bins, frames]`.
  func power(of samples: [Float], bins: Range<Int>) -> Frames {
    let count = frameCount(samples.count)
    let values = [Float](unsafeUninitializedCapacity: bins.count * count) { output, initialized in
      initialized = bins.count * count
      guard let target = output.baseAddress else { return }
      samples.withUnsafeBufferPointer { samples in
        eachPair(of: samples) { index, first, second in
          for bin in bins {
            let place = target + ((bin - bins.lowerBound) * count + index)
            place[0] = first[bin]
            if index + 1 < count { place[1] = second[bin] }
          }
        }
      }
    }
    return Frames(bands: bins.count, count: count, values: values)
  }
}
