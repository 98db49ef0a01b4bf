import Glibc

extension SoundDescriptors {
  /// How much louder each frame is than the one before: the mean rise in dB over 128 mel bands, moved to where the
  /// onset is heard.
  public func onsetStrength() throws -> [Float] {
    let settings = SpectrogramSettings(rate: sound.rate, fft: fourier.fft, hop: fourier.hop)
    let mel = try FrontEnd(settings).melPower(of: sound.samples, cancellation: cancellation)
    var levels = mel.values
    Decibels.convert(&levels, reference: .one, range: 80, cancellation: cancellation)
    let count = mel.count
    let delay = 1 + fourier.fft / (2 * fourier.hop)
    var strength = [Float](repeating: 0, count: count)
    for frame in stride(from: delay, to: count, by: 1) {
      let source = frame - delay
      var rise: Float = 0
      for band in 0..<mel.bands {
        rise += max(0, levels[band * count + source + 1] - levels[band * count + source])
      }
      strength[frame] = rise / Float(mel.bands)
    }
    return strength
  }

  /// Beats a minute: the strongest periodicity of the onsets over eight seconds, weighed towards 120, at most 320.
  public func tempo() throws -> Double { tempo(of: try onsetStrength()) }

  func tempo(of onsets: [Float]) -> Double {
    let window = 8 * sound.rate / fourier.hop
    guard window >= 2 else { return 0 }
    let periodicity = tempogram(onsets, window: window)
    let frequencies = (0..<window).map { lag in
      lag == 0 ? Double.infinity : 60 * Double(sound.rate) / Double(fourier.hop * lag)
    }
    let first = frequencies.firstIndex { $0 < 320 } ?? 0
    let scores = (first..<window).map { lag -> Double in
      let octaves = log2(frequencies[lag]) - log2(120)
      return log1p(1e6 * periodicity[lag]) - 0.5 * octaves * octaves
    }
    let best = scores.enumerated().max {
      $0.element < $1.element || ($0.element == $1.element && $0.offset > $1.offset)
    }
    return frequencies[first + (best?.offset ?? 0)]
  }

  /// Autocorrelation of the onsets under a Hann window around each frame, each frame's largest 1, averaged: `[lags]`.
  private func tempogram(_ onsets: [Float], window: Int) -> [Double] {
    let half = window / 2
    let ramp = (0..<half).map { Float($0) / Float(half) }
    let padded =
      ramp.map { $0 * (onsets.first ?? 0) } + onsets + ramp.reversed().map { $0 * (onsets.last ?? 0) }
    let hann = (0..<window).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(window))) }
    var sums = [Double](repeating: 0, count: window)
    // Zeros past the window, so that every lag is a dot product of whole sixteens.
    let whole = (window + 15) / 16 * 16
    var frame = [Float](repeating: 0, count: 2 * whole + 16)
    var correlation = [Float](repeating: 0, count: window)
    for start in 0..<onsets.count where start + window <= padded.count && !cancellation.isRequested {
      for index in 0..<window { frame[index] = padded[start + index] * hann[index] }
      frame.withUnsafeBufferPointer { frame in
        guard let base = frame.baseAddress else { return }
        for lag in 0..<window {
          var sum = Lanes.zero
          for index in stride(from: 0, to: window - lag, by: 16) {
            sum = sum + base.lanes(at: index) * base.lanes(at: index + lag)
          }
          correlation[lag] = sum.total
        }
      }
      let largest = correlation.reduce(0) { max($0, abs($1)) }
      guard largest >= Float.leastNormalMagnitude else { continue }
      for lag in 0..<window { sums[lag] += Double(correlation[lag] / largest) }
    }
    return sums.map { $0 / Double(max(1, onsets.count)) }
  }
}
