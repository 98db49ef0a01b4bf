/// Protocol Buffers' bytes read back: the fields of a message by number, in order.
struct WireReader {
  private(set) var numbers: [Int: [Int]] = [:]
  private(set) var data: [Int: [[UInt8]]] = [:]

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    func varint() -> Int {
      var (value, shift) = (UInt64(0), UInt64(0))
      while let byte = rest.popFirst() {
        value |= UInt64(byte & 0x7F) << shift
        shift += 7
        if byte & 0x80 == 0 { break }
      }
      return Int(Int64(bitPattern: value))
    }
    while !rest.isEmpty {
      let key = varint()
      switch key & 7 {
      case 0: numbers[key >> 3, default: []].append(varint())
      case 2:
        let count = varint()
        data[key >> 3, default: []].append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      default: rest = rest.dropFirst(4)
      }
    }
  }

  func messages(_ field: Int) -> [WireReader] { (data[field] ?? []).map { WireReader($0) } }
  func texts(_ field: Int) -> [String] { (data[field] ?? []).map { String(decoding: $0, as: UTF8.self) } }
}
