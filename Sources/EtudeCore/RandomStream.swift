import Glibc

/// A stream of random numbers derived from values: equal values, equal numbers, whatever else has run.
///
/// The generator is xoshiro256++ (Blackman and Vigna, 2019), keyed by a digest.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream that belongs to a digest.
  public init(_ key: Digest) {
    func word(_ index: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 << 8 | UInt64(key.bytes[index * 8 + $1]) }
    }
    state = (word(0), word(1), word(2), word(3) | 1)
  }

  /// The stream that belongs to a seed, a purpose and further values, written into a digest by `parts`.
  public init(seed: UInt64, purpose: String, _ parts: (inout Digester) -> Void = { _ in }) {
    self.init(
      Digest.build {
        $0.append(seed)
        $0.append(purpose)
        parts(&$0)
      })
  }

  /// The next 64 bits of the stream.
  public mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { x << k | x >> (64 - k) }
    let result = rotated(state.0 &+ state.3, 23) &+ state.0
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = rotated(state.3, 45)
    return result
  }

  /// A number in 0 ..< 1.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in `range`.
  public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A whole number in 0 ..< `count`, without bias (Lemire's method).
  public mutating func below(_ count: Int) -> Int {
    precondition(count > 0)
    return Int(next(upperBound: UInt64(count)))
  }

  /// A number from the standard normal distribution (Box and Muller).
  public mutating func normal() -> Double {
    let radius = sqrt(-2 * log(1 - uniform()))
    return radius * cos(2 * .pi * uniform())
  }

  /// `0 ..< count` in random order (Fisher and Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Puts `items` in random order (Fisher and Yates; defined here, since the standard library's order may change).
  public mutating func shuffle<Item>(_ items: inout [Item]) {
    guard items.count > 1 else { return }
    for last in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(last, below(last + 1)) }
  }
}
