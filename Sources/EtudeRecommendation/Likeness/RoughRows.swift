import EtudeCore

/// Rows of unit length in half the memory, to say of most songs at once that they cannot be the answer.
///
/// A scan of many rows takes as long as their bytes take to arrive. Each number is kept as the upper half of its float
/// (bfloat16, rounded to nearest), two in a word: 256 MB of 128 dimensions of a million songs. What a rough product says
/// of the exact one is a bound, so who asks for the exact product wherever the bound leaves a doubt has an exact answer.
struct RoughRows: Sendable {
  /// Rounding changes a number by at most 2⁻⁹ of itself, so a product with a row of length 1 by at most 2⁻⁹ of the other
  /// side's length (Cauchy and Schwarz); the rest is more than what sums of 128 floats round off.
  private static let error: Float = 0x1p-9 + 2e-5

  /// `[songs, words]`: of each pair of a row's vectors the first in the lower halves of the words, the second in the upper.
  private let words: [SIMD16<UInt32>]
  /// Words a row.
  private let stride: Int

  /// - Parameter rows: `[songs, stride]`, each of length 1 or 0.
  init(of rows: [SIMD16<Float>], stride: Int) {
    let pairs = (stride + 1) / 2
    self.stride = pairs
    let songs = stride == 0 ? 0 : rows.count / stride
    words = [SIMD16<UInt32>](unsafeUninitializedCapacity: songs * pairs) { words, initialized in
      rows.withUnsafeBufferPointer { rows in
        var place = 0
        for song in 0..<songs {
          for column in Swift.stride(from: 0, to: stride, by: 2) {
            let first = Self.upperHalf(rows[song &* stride &+ column])
            let second = column + 1 < stride ? Self.upperHalf(rows[song &* stride &+ column &+ 1]) : .zero
            words[place] = first | second &<< 16
            place &+= 1
          }
        }
      }
      initialized = songs * pairs
    }
  }

  /// For some songs a number that their product with a filled-up query does not exceed.
  func upperBounds(_ query: [SIMD16<Float>], _ songs: Range<Int>) -> [Float] {
    let slack = Self.error * query.reduce(0) { $0 + ($1 * $1).total }.squareRoot()
    let whole = query.count % 2 == 0 ? query : query + [.zero]
    return [Float](unsafeUninitializedCapacity: songs.count) { result, initialized in
      whole.withUnsafeBufferPointer { query in
        words.withUnsafeBufferPointer { words in
          var place = songs.lowerBound * stride
          for song in 0..<songs.count {
            var sum = SIMD16<Float>()
            for column in 0..<stride {
              let word = words[place &+ column]
              sum += unsafeBitCast(word &<< 16, to: SIMD16<Float>.self) * query[2 &* column]
              sum += unsafeBitCast(word & 0xFFFF_0000, to: SIMD16<Float>.self) * query[2 &* column &+ 1]
            }
            place &+= stride
            result[song] = sum.total + slack
          }
        }
      }
      initialized = songs.count
    }
  }

  @inline(__always) private static func upperHalf(_ row: SIMD16<Float>) -> SIMD16<UInt32> {
    (unsafeBitCast(row, to: SIMD16<UInt32>.self) &+ 0x8000) &>> 16
  }
}

extension SIMD16<Float> {
  /// The sum of the lanes, by halves: a chain of four additions instead of sixteen.
  @inline(__always) var total: Float {
    let eight = lowHalf + highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
