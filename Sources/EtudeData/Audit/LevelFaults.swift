import Glibc

/// What is wrong with the levels of sound that comes in blocks, once they are known.
struct LevelFaults: Sendable {
  private let levels: Levels
  /// Amplitudes within a hundredth of the peak, of sound that is loud at all, may be flat tops.
  private let top: Float
  private var clipped = 0
  private var run = 0
  private var last: Float = 0

  private let coefficient: Double
  private var filters = (first: 0.0, second: 0.0, third: 0.0, fourth: 0.0)
  private var low = 0.0

  init(_ levels: Levels, rate: Int) {
    self.levels = levels
    top = levels.peak > 0.5 ? levels.peak * 0.99 : .infinity
    coefficient = 1 - exp(-2 * Double.pi * 30 / Double(rate))
  }

  /// Takes the blocks that the levels were made of once more.
  mutating func add(_ samples: [Float]) {
    if top < .infinity { addClipped(samples) }
    if levels.energy > 0 { addRumble(samples) }
  }

  /// Share of samples that stand in runs of at least three at one and the same largest amplitude.
  var clippedShare: Double { Double(clipped) / Double(max(1, levels.count)) }

  /// Energy after four one-pole low-pass filters at 30 Hz, as a share of all: a quarter of what lies at 20 Hz, most of
  /// what lies below, little of a bass's lowest notes.
  var rumbleShare: Double { levels.energy > 0 ? low / levels.energy : 0 }

  private mutating func addClipped(_ samples: [Float]) {
    var (clipped, run, last) = (clipped, run, last)
    for sample in samples {
      if abs(sample) >= top && sample == last {
        run += 1
        clipped += run == 3 ? 3 : run > 3 ? 1 : 0
      } else {
        run = 1
        last = sample
      }
    }
    (self.clipped, self.run, self.last) = (clipped, run, last)
  }

  private mutating func addRumble(_ samples: [Float]) {
    let (offset, coefficient) = (levels.offset, coefficient)
    var (first, second, third, fourth) = filters
    var low = low
    for sample in samples {
      first += coefficient * (Double(sample) - offset - first)
      second += coefficient * (first - second)
      third += coefficient * (second - third)
      fourth += coefficient * (third - fourth)
      low += fourth * fourth
    }
    filters = (first, second, third, fourth)
    self.low = low
  }
}
