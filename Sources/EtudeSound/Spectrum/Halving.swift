import Glibc

/// Takes sound that comes in blocks to half its samples a second, zero-phase: what it gives n-th lies at sample 2n.
///
/// A half-band filter (Kaiser's window, 80 dB) of which every other coefficient is zero: frequencies up to `edge` of the old
/// rate stay as they are, within 0.002 dB, and those that would fold onto them vanish. What lies between has no meaning.
final class Halving {
  /// Coefficients at distances 1, 3, 5, …; that of the middle is ½.
  private let taps: [Float]
  /// Samples from the first on that the next output's filter sees.
  private var samples: [Float]
  /// The first and the second of each pair of samples under a block of outputs.
  private let odd, even: AlignedFloats
  private let output = AlignedFloats(block)
  private var taken = 0
  private var given = 0

  /// Outputs made at a time: what they are made of stays in a core's first cache.
  private static let block = 2048

  /// - Parameter edge: the highest frequency that is wanted, as a share of the old rate, below 0.25.
  init(edge: Double) {
    let (attenuation, beta) = (80.0, 7.857)  // Kaiser's 0.1102 (A − 8.7)
    let width = 2 * Double.pi * (0.5 - 2 * edge)
    let length = (attenuation - 8) / (2.285 * width) + 1
    let count = max(1, Int(((length + 1) / 4).rounded(.up)))
    let reach = Double(2 * count)
    taps = (0..<count).map { place in
      let distance = Double(2 * place + 1)
      let window =
        Self.bessel(beta * (1 - distance * distance / (reach * reach)).squareRoot()) / Self.bessel(beta)
      return Float(sin(.pi * distance / 2) / (.pi * distance) * window)
    }
    samples = Array(repeating: 0, count: 2 * count - 1)
    (odd, even) = (AlignedFloats(Self.block + 2 * count), AlignedFloats(Self.block + 2 * count))
  }

  /// The modified Bessel function of order 0.
  private static func bessel(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for number in 1..<40 {
      term *= x / 2 / Double(number)
      sum += term * term
    }
    return sum
  }

  /// Takes a block and hands over what that gives.
  func append(
    _ block: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) throws -> Void
  ) throws {
    samples.append(contentsOf: block)
    taken += block.count
    try give(until: .max, body)
  }

  /// Hands over what is left, zeros beyond the end: ⌈samples / 2⌉ have been given in all.
  func finish(_ body: (UnsafeBufferPointer<Float>) throws -> Void) throws {
    samples += [Float](repeating: 0, count: 2 * taps.count)
    try give(until: (taken + 1) / 2, body)
  }

  private func give(
    until end: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Void
  ) throws {
    var used = 0
    while case let complete = (samples.count - used - 1) / 2 - 2 * taps.count + 2,
      case let count = min(complete, end - given, Self.block), count > 0
    {
      filter(from: used, count)
      try body(UnsafeBufferPointer(start: output.start, count: count))
      given += count
      used += 2 * count
    }
    samples.removeFirst(used)
  }

  /// Makes so many outputs of the samples from `start` on.
  private func filter(from start: Int, _ count: Int) {
    let reach = taps.count
    let padded = (count + 15) / 16 * 16
    samples.withUnsafeBufferPointer { samples in
      guard let samples = samples.baseAddress else { return }
      part(samples + start, count + 2 * reach - 1)
    }
    let (middle, centre) = (UnsafePointer(even.start) + reach - 1, UnsafePointer(odd.start) + reach)
    taps.withUnsafeBufferPointer { taps in
      for index in stride(from: 0, to: padded, by: 16) {
        var sum = 0.5 * middle.lanes(at: index)
        for place in 0..<reach {
          let pair = centre.lanes(at: index - 1 - place) + centre.lanes(at: index + place)
          sum = sum + pair * taps[place]
        }
        output.start.store(sum, at: index)
      }
    }
  }

  /// Parts `count` pairs of samples into the first ones and the second ones; of the last pair the first alone is there.
  private func part(_ samples: UnsafePointer<Float>, _ count: Int) {
    let (first, second) = (odd.start, even.start)
    var place = 0
    while place + 4 < count {
      let (lower, upper) = (samples.four(at: 2 * place), samples.four(at: 2 * place + 4))
      first.store(SIMD4(lowHalf: lower.evenHalf, highHalf: upper.evenHalf), at: place)
      second.store(SIMD4(lowHalf: lower.oddHalf, highHalf: upper.oddHalf), at: place)
      place += 4
    }
    while place < count {
      first[place] = samples[2 * place]
      second[place] = place + 1 < count ? samples[2 * place + 1] : 0
      place += 1
    }
  }
}
