/// A message in Protocol Buffers' wire format: fields by number, each a varint, four bytes, or bytes with their length.
///
/// Written by hand, since the few messages of ONNX that a network needs are not worth a library and its generated code
/// in every build.
package struct WireMessage {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  private enum Kind: UInt64 {
    case varint = 0
    case lengthDelimited = 2
    case fourBytes = 5
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func key(_ field: Int, _ kind: Kind) { varint(UInt64(field) << 3 | kind.rawValue) }

  /// An int64 or an enum's number; negative ones take ten bytes.
  package mutating func integer(_ field: Int, _ value: Int) {
    key(field, .varint)
    varint(UInt64(bitPattern: Int64(value)))
  }

  package mutating func float(_ field: Int, _ value: Float) {
    key(field, .fourBytes)
    append(value.bitPattern)
  }

  mutating func data(_ field: Int, _ value: [UInt8]) {
    key(field, .lengthDelimited)
    varint(UInt64(value.count))
    bytes += value
  }

  package mutating func text(_ field: Int, _ value: String) { data(field, Array(value.utf8)) }

  mutating func message(_ field: Int, _ value: WireMessage) { data(field, value.bytes) }

  /// Numbers side by side in one field.
  mutating func integers(_ field: Int, _ values: [Int]) {
    var packed = WireMessage()
    for value in values { packed.varint(UInt64(bitPattern: Int64(value))) }
    message(field, packed)
  }

  mutating func floats(_ field: Int, _ values: [Float]) {
    data(field, littleEndian(values.map(\.bitPattern)))
  }

  private mutating func append(_ value: UInt32) { bytes += littleEndian([value]) }
}

/// The bytes of numbers, the lowest first.
package func littleEndian(_ values: [some FixedWidthInteger]) -> [UInt8] {
  var bytes: [UInt8] = []
  for value in values { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
  return bytes
}
