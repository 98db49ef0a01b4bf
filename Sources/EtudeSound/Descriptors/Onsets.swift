import EtudeCore
import Glibc

extension SoundDescriptors {
  /// How much louder each frame is than the one before: the mean rise in dB over 128 mel bands, moved to where the
  /// onset is heard.
  public func onsetStrength() throws -> [Float] {
    var rises = Rises()
    try eachMelLevels { rises.add($0) }
    return rises.onsetStrength(fourier)
  }

  /// Levels of 128 mel bands in dB above power 1, at most 80 below the loudest: `body` is given a piece of the frames at
  /// a time. The sound is walked through twice, for the loudest comes first.
  func eachMelLevels(_ body: (Frames) throws -> Void) throws {
    let settings = SpectrogramSettings(rate: source.rate, fft: fourier.fft, hop: fourier.hop)
    let frontEnd = try FrontEnd(settings)
    func eachPiece(_ body: (Frames) throws -> Void) throws {
      try source.eachPart(frontEnd.fourier, step: frontEnd.framesOfPiece, cancellation) {
        try body(frontEnd.power(of: $0, cancellation))
      }
    }
    var largest: Float = 0
    try eachPiece { largest = max(largest, $0.values.withUnsafeBufferPointer(Decibels.maximum)) }
    try eachPiece { piece in
      var levels = piece.values
      Decibels.convert(
        &levels, reference: .one, range: Float(settings.range), largest: largest, cancellation: cancellation)
      try body(Frames(bands: piece.bands, count: piece.count, values: levels))
    }
  }

  /// Beats a minute: the strongest periodicity of the onsets over eight seconds, weighed towards 120, at most 320; 0 of
  /// sound in which fewer than three things begin.
  public func tempo() throws -> Double { try tempo(of: onsetStrength()) }

  func tempo(of onsets: [Float]) throws -> Double {
    let window = 8 * source.rate / fourier.hop
    guard window >= 2, hasBeats(onsets) else { return 0 }
    let periodicity = try tempogram(onsets, window: window)
    let frequencies = (0..<window).map { lag in
      lag == 0 ? Double.infinity : 60 * Double(source.rate) / Double(fourier.hop * lag)
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

  /// Whether three onsets or more are a beat apart. What is silent, constant or one tone has at most two, where it begins
  /// and where it ends; the rest of it rises by next to nothing.
  private func hasBeats(_ onsets: [Float]) -> Bool {
    let least = max(0.1, 0.01 * (onsets.max() ?? 0))
    let apart = Int(60 * Double(source.rate) / Double(fourier.hop) / 320)
    var count = 0
    var last = -apart
    for index in onsets.indices where onsets[index] >= least && index - last >= apart {
      let isPeak =
        (index == 0 || onsets[index - 1] <= onsets[index])
        && (index + 1 == onsets.count || onsets[index + 1] <= onsets[index])
      guard isPeak else { continue }
      count += 1
      last = index
    }
    return count >= 3
  }

  /// Autocorrelation of the onsets under a Hann window around each frame, each frame's largest 1, averaged: `[lags]`.
  private func tempogram(_ onsets: [Float], window: Int) throws -> [Double] {
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
    if cancellation.isRequested { throw Failure.interrupted }
    return sums.map { $0 / Double(max(1, onsets.count)) }
  }
}

/// How much the bands of levels that come in pieces rise from each frame to the next, on average.
struct Rises {
  private var rises: [Float] = []
  private var last: [Float] = []

  mutating func add(_ levels: Frames) {
    func rise(_ before: (Int) -> Float, to frame: Int) {
      let sum = (0..<levels.bands).reduce(Float(0)) { $0 + max(0, levels[$1, frame] - before($1)) }
      rises.append(sum / Float(levels.bands))
    }
    if levels.count > 0, !last.isEmpty { rise({ last[$0] }, to: 0) }
    for frame in stride(from: 1, to: levels.count, by: 1) { rise({ levels[$0, frame - 1] }, to: frame) }
    if levels.count > 0 { last = (0..<levels.bands).map { levels[$0, levels.count - 1] } }
  }

  /// A value a frame: each rise where it is heard, that is a window later.
  func onsetStrength(_ fourier: ShortTimeFourier) -> [Float] {
    guard !last.isEmpty else { return [] }
    let (count, delay) = (rises.count + 1, 1 + fourier.fft / (2 * fourier.hop))
    return Array(repeating: 0, count: min(delay, count)) + rises.prefix(max(0, count - delay))
  }
}
