/// Cuts a line into words of no language in particular.
struct ForeignScanner {
  private let source: SourceText
  private let end: Int
  private let context: ForeignContext
  private var offset: Int
  private var tokens: [ForeignToken] = []
  private var depth = 0

  private static let symbols = [
    "<<-", "===", "!==", "%>%", "...", "**", "//", "+=", "-=", "*=", "/=", "==", "!=", "<=", ">=", "<>", "~=",
    ":=", "<-", "=>", "&&", "||", "|>", "++", "--", "..",
  ]

  /// What the names of files end in, so that `songs.csv` is no field.
  private static let endings = [
    "csv", "tsv", "wav", "mp3", "flac", "ogg", "safetensors", "png", "svg", "pdf", "json", "npy", "etude",
    "txt",
  ]

  /// The words of a part of a text; nil if it cannot be cut into words.
  static func scan(_ span: Span, in context: ForeignContext) -> [ForeignToken]? {
    var scanner = ForeignScanner(span, context)
    while scanner.skipSpace() { guard scanner.token() else { return nil } }
    return scanner.tokens
  }

  private init(_ span: Span, _ context: ForeignContext) {
    source = span.source
    offset = span.range.lowerBound
    end = min(span.range.upperBound, source.bytes.count)
    self.context = context
  }

  /// Whether a word follows.
  private mutating func skipSpace() -> Bool {
    while let byte = byte(0), Self.isSpace(byte) { offset += 1 }
    if byte(0) == UInt8(ascii: "#") {
      while let byte = byte(0), byte != UInt8(ascii: "\n") { offset += 1 }
      return skipSpace()
    }
    return offset < end
  }

  private func byte(_ ahead: Int) -> UInt8? {
    offset + ahead < end && offset + ahead >= 0 ? source.bytes[offset + ahead] : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
  private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { (48...57).contains($0) } ?? false }
  private static func isWord(_ byte: UInt8?) -> Bool {
    byte.map { isDigit($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95 || $0 > 127 }
      ?? false
  }

  private mutating func add(
    _ kind: ForeignToken.Kind, from start: Int, text: String? = nil, cause: String? = nil
  ) {
    let before = start == 0 || Self.isSpace(source.bytes[start - 1])
    tokens.append(
      ForeignToken(
        kind: kind, text: text ?? source.text(start..<offset), range: start..<offset, spaceBefore: before,
        spaceAfter: byte(0).map(Self.isSpace) ?? true, cause: cause))
  }

  private mutating func token() -> Bool {
    let start = offset
    if isBareText() {
      while let next = byte(0), !Self.isSpace(next), !",)]|;".utf8.contains(next) { offset += 1 }
      let text = source.text(start..<offset)
      add(.bare, from: start, text: "\"\(text)\"", cause: "a text stands in quotes")
      return true
    }
    guard let first = byte(0) else { return false }
    if Self.isDigit(first) || (first == UInt8(ascii: ".") && Self.isDigit(byte(1)) && startsNumber) {
      number()
      return true
    }
    if Self.isWord(first) {
      while Self.isWord(byte(0)) { offset += 1 }
      if let quote = byte(0), quote == 34 || quote == 39, offset - start <= 2 { return text(from: start) }
      add(.name, from: start)
      return true
    }
    if first == 34 || first == 39 || first == UInt8(ascii: "`") { return text(from: start) }
    return symbol()
  }

  /// Whether a dot here begins a number, not a field.
  private var startsNumber: Bool {
    guard let last = tokens.last, last.range.upperBound == offset else { return true }
    return last.kind == .symbol && last.text != ")" && last.text != "]"
  }

  private mutating func symbol() -> Bool {
    let start = offset
    let rest = source.text(start..<min(end, start + 3))
    if let known = Self.symbols.first(where: rest.hasPrefix) {
      offset += known.utf8.count
      add(.symbol, from: start)
      return true
    }
    guard let first = rest.first, "()[]{},;:.=+-*/<>|&!?%^~@$\\".contains(first) else { return false }
    if "([{".contains(first) { depth += 1 }
    if ")]}".contains(first) { depth -= 1 }
    offset += 1
    add(.symbol, from: start)
    return true
  }

  /// `.5`, `5.`, `1_000`, `1,000` are numbers elsewhere; a unit or a letter may touch them.
  private mutating func number() {
    let start = offset
    var cause: String?
    if byte(0) == UInt8(ascii: ".") { cause = "a number starts with a digit" }
    while Self.isDigit(byte(0)) || (byte(0) == 95 && Self.isDigit(byte(1))) { offset += 1 }
    if source.text(start..<offset).contains("_") { cause = "digits are not grouped" }
    while depth == 0, byte(0) == UInt8(ascii: ","), (1...3).allSatisfy({ Self.isDigit(byte($0)) }),
      !Self.isWord(byte(4))
    {
      offset += 4
      cause = "digits are not grouped"
    }
    if byte(0) == UInt8(ascii: "."), Self.isDigit(byte(1)) {
      offset += 1
      while Self.isDigit(byte(0)) { offset += 1 }
    } else if byte(0) == UInt8(ascii: "."), byte(1) != UInt8(ascii: "."), !Self.isWord(byte(1)) {
      offset += 1
      cause = "a number ends with a digit"
    }
    if byte(0) == 101 || byte(0) == 69, Self.isDigit(byte(1)) || (byte(1) == 45 && Self.isDigit(byte(2))) {
      offset += 2
      while Self.isDigit(byte(0)) { offset += 1 }
    }
    let unitStart = offset
    if byte(0) == UInt8(ascii: "%") { offset += 1 } else { while Self.isWord(byte(0)) { offset += 1 } }
    var unit = source.text(unitStart..<offset)
    if ["L", "f", "F"].contains(unit) { (unit, cause) = ("", "a number has no type after it") }
    var digits = source.text(start..<unitStart).filter { $0 != "_" && $0 != "," }
    if digits.hasPrefix(".") { digits = "0" + digits }
    if digits.hasSuffix(".") { digits.removeLast() }
    add(.number, from: start, text: digits + unit, cause: cause)
  }

  private mutating func text(from start: Int) -> Bool {
    let prefix = source.text(start..<offset)
    guard prefix.allSatisfy({ "frbuFRBU".contains($0) }), let quote = byte(0) else { return false }
    let inside = offset + 1
    offset += 1
    while let next = byte(0), next != quote, next != 10 { offset += next == UInt8(ascii: "\\") ? 2 : 1 }
    guard byte(0) == quote else { return false }
    let content = source.text(inside..<offset)
    offset += 1
    var written = source.text(inside - 1..<offset)
    if quote == UInt8(ascii: "`") { written = "\"\(content.replacing("${", with: "{"))\"" }
    if prefix.lowercased().contains("f"), quote == 39 { written = "\"\(content)\"" }
    let isPlain = prefix.isEmpty && quote != UInt8(ascii: "`")
    add(.text, from: start, text: written, cause: isPlain ? nil : "a string has no letters before its quotes")
    tokens[tokens.count - 1].prefix = prefix.lowercased()
    return true
  }

  /// Whether a text without quotes starts here: after a verb or a label that takes one, and not a name that is bound.
  private func isBareText() -> Bool {
    guard let last = tokens.last, let first = byte(0), last.range.upperBound < offset || last.text == ":",
      Self.isWord(first) || "./~".utf8.contains(first), !Self.isDigit(first)
    else { return false }
    let follows =
      if last.text == ":", tokens.count > 1 {
        context.takesText(label: tokens[tokens.count - 2].text, of: tokens.map(\.text))
      } else {
        last.kind == .name && context.takesText(verb: last.text) && (tokens.count == 1 || isCallStart)
      }
    guard follows else { return false }
    var place = offset
    while place < end, Self.isWord(source.bytes[place]) { place += 1 }
    let root = source.text(offset..<place)
    let isFile = Self.endings.contains { ending in
      let end = place + 1 + ending.utf8.count
      return source.text(place..<end) == ".\(ending)" && (end >= self.end || !Self.isWord(source.bytes[end]))
    }
    if context.isBound(root) && !isFile || ["yes", "no", "True", "False", "None"].contains(root) {
      return false
    }
    var rest = place
    while rest < end, !Self.isSpace(source.bytes[rest]) {
      if "([{\"'=".utf8.contains(source.bytes[rest]) { return false }
      rest += 1
    }
    let isPath = source.bytes[offset..<rest].contains { "./~".utf8.contains($0) }
    // `os.getcwd`, `fit net` : a verb of its own is no text, unless an ending follows it.
    return isPath || last.text == ":" || (context.vocabulary.verbs[root] == nil && !hasOperandAfter(rest))
  }

  private var isCallStart: Bool {
    tokens.count > 1 && ["=", "|", "("].contains(tokens[tokens.count - 2].text)
  }

  /// Whether a string follows: then the word before it is a name.
  private func hasOperandAfter(_ place: Int) -> Bool {
    var place = place
    while place < end, Self.isSpace(source.bytes[place]) { place += 1 }
    return place < end && "\"'(".utf8.contains(source.bytes[place])
  }
}
