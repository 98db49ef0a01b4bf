import EtudeCore

extension SafetensorsFile {
  /// Reads the bytes of the file at `path`, which only messages mention.
  package init(bytes: [UInt8], of path: String) throws {
    do {
      try self.init(checking: bytes)
    } catch let flaw as HeaderText.Flaw {
      if let format = ForeignFormat(bytes: bytes) { throw format.failure(path) }
      throw Failure.input(
        "cannot read \(path): \(flaw.reason)", fix: "copy it again or make it again from its source")
    }
  }

  private init(checking bytes: [UInt8]) throws {
    let (header, data) = try Self.parts(of: bytes)
    let (value, isPlain) = try HeaderText.parse(header)
    guard case .object(let members) = value else { throw HeaderText.Flaw(reason: "its header is no object") }
    self.init(tensors: [:])
    var places: [Place] = []
    for member in members {
      if member.name == "__metadata__" {
        metadata = try Self.metadata(member.value)
      } else {
        try places.append(Place(member, dataCount: data.count))
      }
    }
    places.sort { ($0.begin, $0.end) < ($1.begin, $1.end) }
    try Self.checkCover(places, dataCount: data.count)
    tensors = try data.withUnsafeBytes { raw in
      try places.reduce(into: [:]) { tensors, place in
        guard let values = place.type.floats(.init(rebasing: raw[place.begin..<place.end])) else {
          throw HeaderText.Flaw(reason: "'\(place.name)' holds whole numbers too large for float32")
        }
        tensors[place.name] = Tensor(shape: place.shape, values: values)
      }
    }
    try openSeal(isPlain: isPlain && places.allSatisfy { $0.type == .float32 })
  }

  /// The header's text and the data.
  private static func parts(of bytes: [UInt8]) throws -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    guard bytes.count >= 8 else { throw HeaderText.Flaw(reason: "it is too short to be a safetensors file") }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(bytes.count - 8) else {
      throw HeaderText.Flaw(reason: "it is cut off, or no safetensors file")
    }
    let end = 8 + Int(length)
    guard end > 8, bytes[8] == UInt8(ascii: "{") else {
      throw HeaderText.Flaw(reason: "it is no safetensors file")
    }
    return (bytes[8..<end], bytes[end...])
  }

  private static func metadata(_ value: HeaderText) throws -> [String: String] {
    guard case .object(let members) = value else {
      throw HeaderText.Flaw(reason: "its metadata is no object")
    }
    return try members.reduce(into: [:]) { metadata, member in
      guard case .text(let text) = member.value else {
        throw HeaderText.Flaw(reason: "its metadata '\(member.name)' is no string")
      }
      metadata[member.name] = text
    }
  }

  /// Checks that tensors, in order of place, fill the data without gap or overlap.
  private static func checkCover(_ places: [Place], dataCount: Int) throws {
    var end = 0
    for place in places {
      guard place.begin == end else {
        let what = place.begin < end ? "overlaps another tensor" : "leaves a gap before it"
        throw HeaderText.Flaw(reason: "'\(place.name)' \(what)")
      }
      end = place.end
    }
    guard end == dataCount else {
      throw HeaderText.Flaw(reason: "its tensors fill \(end) bytes of \(dataCount)")
    }
  }
}

/// Where a tensor lies in the data, and as what.
private struct Place {
  let name: String
  let type: StoredNumber
  let shape: [Int]
  let begin: Int
  let end: Int

  init(_ member: HeaderText.Member, dataCount: Int) throws {
    func flaw(_ what: String) -> HeaderText.Flaw { .init(reason: "'\(member.name)' \(what)") }
    func numbers(_ value: HeaderText?) throws -> [Int] {
      guard case .list(let items) = value else { throw flaw("lacks a shape or a place") }
      return try items.map {
        guard case .number(let number) = $0 else { throw flaw("has a shape or a place that is no number") }
        return number
      }
    }
    guard case .object(let fields) = member.value, fields.count == 3,
      case .text(let typeName)? = fields.first(where: { $0.name == "dtype" })?.value
    else { throw flaw("is not described by type, shape and place") }
    guard let type = StoredNumber(rawValue: typeName) else {
      throw flaw("is of type \(typeName), which Étude does not read")
    }
    name = member.name
    self.type = type
    shape = try numbers(fields.first { $0.name == "shape" }?.value)
    let offsets = try numbers(fields.first { $0.name == "data_offsets" }?.value)
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= dataCount else {
      throw flaw("lies outside the file's data")
    }
    (begin, end) = (offsets[0], offsets[1])
    var size = type.size
    for extent in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw flaw("has a shape too large to be true") }
      size = product
    }
    guard size == end - begin else { throw flaw("has a shape \(shape) that does not fit its place") }
  }
}
