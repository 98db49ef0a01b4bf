/// Levels of sound that comes in blocks: what has to be known before faults can be looked for.
struct Levels: Sendable {
  /// Largest amplitude, full scale 1.
  private(set) var peak: Float = 0
  /// Samples.
  private(set) var count = 0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ samples: [Float]) {
    var (peak, sum, squares) = (peak, sum, squares)
    for sample in samples {
      peak = max(peak, abs(sample))
      sum += Double(sample)
      squares += Double(sample) * Double(sample)
    }
    (self.peak, self.sum, self.squares) = (peak, sum, squares)
    count += samples.count
  }

  private var least: Double { Double(max(1, count)) }
  /// Mean amplitude.
  var offset: Double { sum / least }
  /// Root mean square of the amplitudes.
  var level: Double { (squares / least).squareRoot() }
  /// Sum of the squares of the amplitudes, offset aside.
  var energy: Double { squares - sum * sum / least }
}
