import EtudeCore

extension Sound {
  /// The sound with every bin of its short-time Fourier transform multiplied by a share of its own: what a mask lets
  /// through. Where all shares are 1 it is the sound again, but for rounding.
  ///
  /// - Parameters:
  ///   - fft: samples in a window; even, 64 or more.
  ///   - hop: samples from frame to frame, at most half of `fft`.
  ///   - mask: the shares of frame `index`, of `count`: `fft / 2 + 1` of them, from 0 Hz to half the rate.
  /// - Throws: a `Failure` for settings that cannot be; `Failure.interrupted`; what `mask` throws.
  public func masked(
    fft: Int = 2048, hop: Int = 512, cancellation: Cancellation = Cancellation(),
    by mask: (_ index: Int, _ count: Int) throws -> [Float]
  ) throws -> Sound {
    try SpectrogramSettings(rate: rate, fft: fft, hop: hop).validate()
    let fourier = try ShortTimeFourier(fft: fft, hop: hop)
    let (scratch, back) = (ShortTimeFourier.Scratch(fourier), ShortTimeFourier.Scratch(fourier))
    var output = OverlapAdd(fourier)
    var result: [Float] = []
    result.reserveCapacity(samples.count)
    let count = fourier.frameCount(samples.count)
    let silence = [Float](repeating: 0, count: fourier.bins)
    try samples.withUnsafeBufferPointer { samples in
      for index in stride(from: 0, to: count, by: 2) {
        if cancellation.isRequested { throw Failure.interrupted }
        let hasSecond = index + 1 < count
        let masks = (try mask(index, count), hasSecond ? try mask(index + 1, count) : silence)
        guard masks.0.count == fourier.bins, masks.1.count == fourier.bins else {
          throw Failure("a mask has \(masks.0.count) shares and the transform \(fourier.bins) bins")
        }
        fourier.transform(index, hasSecond ? index + 1 : nil, of: samples, scratch)
        fourier.synthesise(scratch, masks: masks.0, masks.1, into: back)
        output.add(back.output.start + 1, frame: index)
        if hasSecond { output.add(back.output.start, frame: index + 1) }
        if index % 512 == 0 { result += output.take(before: index) }
      }
    }
    result += output.take(until: samples.count)
    return Sound(samples: result, rate: rate)
  }
}
