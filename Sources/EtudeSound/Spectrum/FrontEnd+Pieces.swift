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
    if settings.kind == .linear {
      return fourier.power(
        of: part.samples, frames: part.frames, bins: settings.linearBins, cancellation: cancellation)
    }
    let (frames, bands) = (part.frames, ownBands)
    var values = [Float](repeating: 0, count: bands * frames.count)
    values.withUnsafeMutableBufferPointer { output in
      guard let start = output.baseAddress else { return }
      fourier.eachFour(of: part.samples, frames: frames, wanted: filters.bins, cancellation: cancellation) {
        index, power in
        filters.apply(
          power, to: start + (index - frames.lowerBound), stride: frames.count,
          used: min(ShortTimeFourier.together, frames.upperBound - index))
      }
    }
    if cancellation.isRequested { throw Failure.interrupted }
    return Frames(bands: bands, count: frames.count, values: values)
  }
}
