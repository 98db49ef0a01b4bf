import EtudeCore

/// The element types of safetensors that become float32, and how.
enum StoredNumber: String {
  case float32 = "F32"
  case float64 = "F64"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"

  /// Bytes of one number.
  var size: Int {
    switch self {
    case .float32: 4
    case .float64, .int64: 8
    case .float16, .bfloat16: 2
    }
  }

  /// The numbers in `bytes`; nil if a whole number does not fit a float32.
  func floats(_ bytes: UnsafeRawBufferPointer) -> [Float]? {
    let count = bytes.count / size
    func load<Number: FixedWidthInteger>(_ index: Int, as type: Number.Type) -> Number {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: index * size, as: type))
    }
    switch self {
    case .float32:
      return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
        initialized = count
      }
    case .float64: return (0..<count).map { Float(Double(bitPattern: load($0, as: UInt64.self))) }
    case .float16: return (0..<count).map { Self.widened(half: load($0, as: UInt16.self)) }
    case .bfloat16: return (0..<count).map { Float(bitPattern: UInt32(load($0, as: UInt16.self)) << 16) }
    case .int64:
      let numbers = (0..<count).map { Float(exactly: load($0, as: Int64.self)) }
      let exact = numbers.compactMap { $0 }
      return exact.count == count ? exact : nil
    }
  }

  /// A half-precision number (IEEE 754 binary16) from its bits; by hand, since `Float16` is not on every platform.
  private static func widened(half bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 31)
    let fraction = UInt32(bits & 1023)
    switch exponent {
    case 0: return Float(bitPattern: sign | (Float(fraction) * 0x1p-24).bitPattern)
    case 31: return Float(bitPattern: sign | 0x7f80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
