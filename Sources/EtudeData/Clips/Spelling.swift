/// A name as its bytes: Swift takes two Unicode spellings of one text for equal, a file system does not.
struct Spelling: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (one: Spelling, other: Spelling) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(text.utf8.count)
  }
}
