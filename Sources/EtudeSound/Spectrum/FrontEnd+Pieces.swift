import EtudeCore

extension FrontEnd {
  /// Bands that the sound is made into first: of MFCC those of which the coefficients are made.
  var ownBands: Int {
    switch settings.kind {
    case .chroma: ChromaBands.count
    case .linear: settings.linearBins.count
    case .mel, .logarithmic, .mfcc: filters.count
    }
  }

  /// Frames that are made at a time of sound that comes in blocks.
  var framesOfPiece: Int {
    min(fourier.framesOfPart, max(1, (1 << 18) / ownBands) * ShortTimeFourier.together)
  }

  /// Powers of the bands of some frames, `[bands, frames]`, before decibels.
  ///
  /// - Throws: `Failure.interrupted`.
  func power(of part: FramedSamples, _ cancellation: Cancellation) throws -> Frames {
    let (frames, bands) = (part.frames, ownBands)
    let bins = settings.kind == .linear ? settings.linearBins : nil
    var values = [Float](repeating: 0, count: bands * frames.count)
    values.withUnsafeMutableBufferPointer { output in
      guard let start = output.baseAddress else { return }
      fourier.eachFour(of: part.samples, frames: frames, cancellation: cancellation) { index, power in
        let target = start + (index - frames.lowerBound)
        let used = min(ShortTimeFourier.together, frames.upperBound - index)
        guard let bins else { return filters.apply(power, to: target, stride: frames.count, used: used) }
        for (row, bin) in bins.enumerated() {
          (target + row * frames.count).update(from: power + ShortTimeFourier.together * bin, count: used)
        }
      }
    }
    if cancellation.isRequested { throw Failure.interrupted }
    return Frames(bands: bands, count: frames.count, values: values)
  }
}
