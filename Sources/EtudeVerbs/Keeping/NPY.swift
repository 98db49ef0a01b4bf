import EtudeCore
import EtudeSound

/// An array in NumPy's format 1.0: little-endian, C order. Its bytes are made as they are written.
struct NPY {
  private enum Numbers {
    case floats([Float])
    case bytes([UInt8])
    case samples(SoundSource)
  }

  private let numbers: Numbers
  private let shape: [Int]

  /// Numbers written before a cancellation is looked at.
  private static let piece = 1 << 20

  /// `float32` numbers.
  init(_ values: [Float], shape: [Int]) { (numbers, self.shape) = (.floats(values), shape) }

  /// `uint8` numbers.
  init(_ values: [UInt8], shape: [Int]) { (numbers, self.shape) = (.bytes(values), shape) }

  /// A sound's samples, `[samples]`; one from a file is read twice, in bounded memory.
  init(_ sound: SoundSource, _ cancellation: Cancellation) throws {
    var count = 0
    try sound.walk(cancellation) { count += $0.count }
    (numbers, shape) = (.samples(sound), [count])
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Throws: `Failure.interrupted`; a `Failure` if it cannot be written.
  func write(to path: String, _ cancellation: Cancellation) throws {
    try WholeFile.write(to: path) { descriptor in
      func append(_ bytes: [UInt8]) throws {
        if cancellation.isRequested { throw Failure.interrupted }
        try WholeFile.append(bytes, to: descriptor, of: path)
      }
      try append(header)
      switch numbers {
      case .floats(let values):
        for start in stride(from: 0, to: values.count, by: Self.piece) {
          try append(Self.bytes(of: values[start...].prefix(Self.piece)))
        }
      case .bytes(let values):
        for start in stride(from: 0, to: values.count, by: Self.piece) {
          try append(Array(values[start...].prefix(Self.piece)))
        }
      case .samples(let sound): try sound.walk(cancellation) { try append(Self.bytes(of: $0)) }
      }
    }
  }

  /// All that stands before the numbers.
  private var header: [UInt8] {
    let type = if case .bytes = numbers { "|u1" } else { "<f4" }
    let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    // The data begins at a multiple of 64 bytes: 10 bytes of preamble, the header, its newline.
    header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
    let length = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(header.utf8)
  }

  private static func bytes(of values: some Collection<Float>) -> [UInt8] {
    values.map { $0.bitPattern.littleEndian }.withUnsafeBytes(Array.init)
  }
}
