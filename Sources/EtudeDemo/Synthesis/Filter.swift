import Glibc

/// A filter of second order (Robert Bristow-Johnson's audio EQ cookbook).
struct Filter {
  private let b0, b1, b2, a1, a2: Float

  private init(_ b: (Double, Double, Double), _ a: (Double, Double, Double)) {
    b0 = Float(b.0 / a.0)
    b1 = Float(b.1 / a.0)
    b2 = Float(b.2 / a.0)
    a1 = Float(a.1 / a.0)
    a2 = Float(a.2 / a.0)
  }

  /// Angle and bandwidth of a frequency in Hz, kept below Nyquist's.
  private static func angles(_ hertz: Double, _ quality: Double, _ rate: Double) -> (
    cosine: Double, alpha: Double
  ) {
    let angle = 2 * Double.pi * min(hertz, rate * 0.45) / rate
    return (cos(angle), sin(angle) / (2 * quality))
  }

  static func lowPass(_ hertz: Double, quality: Double = 0.707, rate: Double) -> Filter {
    let (c, alpha) = angles(hertz, quality, rate)
    return Filter(((1 - c) / 2, 1 - c, (1 - c) / 2), (1 + alpha, -2 * c, 1 - alpha))
  }

  static func highPass(_ hertz: Double, quality: Double = 0.707, rate: Double) -> Filter {
    let (c, alpha) = angles(hertz, quality, rate)
    return Filter(((1 + c) / 2, -1 - c, (1 + c) / 2), (1 + alpha, -2 * c, 1 - alpha))
  }

  /// Gain 1 at the centre, less away from it.
  static func bandPass(_ hertz: Double, quality: Double, rate: Double) -> Filter {
    let (c, alpha) = angles(hertz, quality, rate)
    return Filter((alpha, 0, -alpha), (1 + alpha, -2 * c, 1 - alpha))
  }

  /// Raises or lowers the surroundings of a frequency by so many decibels.
  static func peak(_ hertz: Double, decibels: Double, quality: Double, rate: Double) -> Filter {
    let (c, alpha) = angles(hertz, quality, rate)
    let root = pow(10, decibels / 40)
    return Filter((1 + alpha * root, -2 * c, 1 - alpha * root), (1 + alpha / root, -2 * c, 1 - alpha / root))
  }

  /// Raises or lowers everything above a frequency by so many decibels.
  static func highShelf(_ hertz: Double, decibels: Double, rate: Double) -> Filter {
    let (c, alpha) = angles(hertz, 0.707, rate)
    let root = pow(10, decibels / 40)
    let edge = 2 * sqrt(root) * alpha
    return Filter(
      (
        root * ((root + 1) + (root - 1) * c + edge), -2 * root * ((root - 1) + (root + 1) * c),
        root * ((root + 1) + (root - 1) * c - edge)
      ),
      (
        (root + 1) - (root - 1) * c + edge, 2 * ((root - 1) - (root + 1) * c),
        (root + 1) - (root - 1) * c - edge
      ))
  }

  /// Filters samples in place (transposed direct form II).
  func apply(to samples: inout [Float]) {
    var first: Float = 0
    var second: Float = 0
    samples.withUnsafeMutableBufferPointer { buffer in
      for index in buffer.indices {
        let input = buffer[index]
        let output = b0 * input + first
        first = b1 * input - a1 * output + second
        second = b2 * input - a2 * output
        buffer[index] = output
      }
    }
  }

  /// Filters samples in place, here and then through `next`, in one pass: the two recursions run side by side.
  func apply(then next: Filter, to samples: inout [Float]) {
    var first: Float = 0
    var second: Float = 0
    var third: Float = 0
    var fourth: Float = 0
    samples.withUnsafeMutableBufferPointer { buffer in
      for index in buffer.indices {
        let input = buffer[index]
        let middle = b0 * input + first
        first = b1 * input - a1 * middle + second
        second = b2 * input - a2 * middle
        let output = next.b0 * middle + third
        third = next.b1 * middle - next.a1 * output + fourth
        fourth = next.b2 * middle - next.a2 * output
        buffer[index] = output
      }
    }
  }
}
