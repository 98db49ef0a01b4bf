import EtudeCore

/// Reads a table's bytes row by row.
struct DelimitedScanner {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let path: String
  private var position = 0
  private var line: Int

  private static let quote = UInt8(ascii: "\"")
  private static let tab = UInt8(ascii: "\t")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// - Parameter line: the number of the line with which the bytes begin.
  init(bytes: [UInt8], delimiter: UInt8, path: String, line: Int = 1) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.path = path
    self.line = line
  }

  /// The next row that holds anything; nil at the end.
  mutating func next() throws -> DelimitedText.Row? {
    while position < bytes.count {
      let first = line
      let fields = try row()
      if fields.contains(where: { !trimmed($0).isEmpty }) {
        return DelimitedText.Row(line: first, fields: fields)
      }
    }
    return nil
  }

  private mutating func row() throws -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try field())
      guard position < bytes.count else { return fields }
      if bytes[position] == delimiter {
        position += 1
        if position == bytes.count { return fields + [""] }
        continue
      }
      endLine()
      return fields
    }
  }

  /// Passes a line feed, a carriage return or both.
  private mutating func endLine() {
    let isReturn = bytes[position] == Self.carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == Self.newline { position += 1 }
    line += 1
  }

  /// A field: in quotes as it stands between them, else without the blanks around it. Blanks around quotes are none of it.
  private mutating func field() throws -> String {
    let start = position
    skipBlanks()
    guard position < bytes.count, bytes[position] == Self.quote else {
      position = start
      return try bareField()
    }
    guard delimiter == Self.tab else { return try quotedField() }
    // Tables with tabs seldom quote: where the quotes of a field do not pair up, they are letters.
    var other = self
    if let quoted = try? other.quotedField() {
      self = other
      return quoted
    }
    position = start
    return try bareField()
  }

  private mutating func quotedField() throws -> String {
    let opened = line
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      countLine(byte)
      guard byte == Self.quote else {
        content.append(byte)
        continue
      }
      guard position < bytes.count, bytes[position] == Self.quote else {
        skipBlanks()
        guard isFieldEnd else {
          throw Failure.input(
            "\(path):\(line): text follows a closing quote",
            fix: "write a quote inside a quoted field twice: \"\"")
        }
        return try text(content[...])
      }
      position += 1
      content.append(Self.quote)
    }
    throw Failure.input("\(path):\(opened): a quote is not closed", fix: "close it with \"")
  }

  private mutating func bareField() throws -> String {
    let start = position
    while !isFieldEnd { position += 1 }
    return trimmed(try text(bytes[start..<position]))
  }

  /// Counts a line that ends inside quotes: at LF, or at a CR that no LF follows.
  private mutating func countLine(_ byte: UInt8) {
    let isPair = byte == Self.carriageReturn && position < bytes.count && bytes[position] == Self.newline
    if byte == Self.newline || byte == Self.carriageReturn && !isPair { line += 1 }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] != delimiter,
      bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t")
    { position += 1 }
  }

  private var isFieldEnd: Bool {
    guard position < bytes.count else { return true }
    let byte = bytes[position]
    return byte == delimiter || byte == Self.newline || byte == Self.carriageReturn
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.input("\(path):\(line): the text is not UTF-8", fix: TextEncoding.advice(path))
    }
    return text
  }
}
