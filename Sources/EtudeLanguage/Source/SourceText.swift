import EtudeCore

/// A text with a name, and the way from an offset in it to a line and a column.
///
/// Offsets count bytes of UTF-8; lines and columns count from 1, columns in characters. A line ends with `\n`, `\r\n` or
/// `\r`.
public final class SourceText: Sendable {
  /// The name in messages: `lab.etude`, `-e`, `[3]`.
  public let name: String
  /// The folder of the file that the text was read from, where its relative paths start; nil for text of no file.
  public let folder: String?
  /// The text as UTF-8, without a byte order mark; if it is none, what there is of it before that shows.
  public let bytes: [UInt8]
  /// Why the bytes are no text in UTF-8, and from which offset on; nil if they are one.
  let notText: NotText?
  /// Offset of the first byte that is not UTF-8; nil if all of them are.
  public var invalidByte: Int? { notText?.offset }
  private let lineStarts: [Int]

  public init(name: String, bytes: [UInt8], folder: String? = nil) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    self.name = name
    self.folder = folder
    notText = NotText(body)
    self.bytes = notText.map { Array(body[..<$0.offset]) + "\u{FFFD}".utf8 } ?? body
    var starts = [0]
    for offset in self.bytes.indices where Self.endsLine(self.bytes, at: offset) { starts.append(offset + 1) }
    lineStarts = starts
  }

  public convenience init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text between two offsets.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Line and column of an offset, both from 1; an offset in a line break is the one after the line's last character.
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let line = lineRange(at: offset)
    let end = max(line.lowerBound, min(offset, line.upperBound))
    return (lineIndex(of: offset) + 1, text(line.lowerBound..<end).count + 1)
  }

  /// The offsets of the line in which `offset` lies, without its line break.
  func lineRange(at offset: Int) -> Range<Int> {
    let line = lineIndex(of: offset)
    let start = lineStarts[line]
    guard line + 1 < lineStarts.count else { return start..<bytes.count }
    let end = lineStarts[line + 1] - 1
    return
      start..<(end > start && bytes[end] == UInt8(ascii: "\n") && bytes[end - 1] == UInt8(ascii: "\r")
      ? end - 1 : end)
  }

  /// The stretch of a line, counted from 0.
  public func span(ofLine line: Int) -> Span {
    Span(self, lineRange(at: lineStarts[max(0, min(line, lineStarts.count - 1))]))
  }

  /// Whether a line's break ends with the byte at an offset.
  static func endsLine(_ bytes: [UInt8], at offset: Int) -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n")
    default: false
    }
  }

  /// The last line that starts at or before `offset`, by bisection.
  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension SourceText {
  /// Reads a script from disk; its name in messages is the path.
  public static func read(_ path: String) throws -> SourceText {
    SourceText(name: path, bytes: try WholeFile.read(path), folder: Paths.folder(of: path))
  }
}

/// A stretch of a source text.
public struct Span: Sendable {
  public let source: SourceText
  /// Offsets in bytes.
  public let range: Range<Int>

  public init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    self.range = range
  }

  /// The text itself.
  public var text: String { source.text(range) }

  /// Whether another span lies in this one.
  public func contains(_ other: Span) -> Bool {
    source.name == other.source.name && range.lowerBound <= other.range.lowerBound
      && other.range.upperBound <= range.upperBound
  }

  /// From this span's start to another's end.
  func through(_ other: Span) -> Span {
    Span(source, range.lowerBound..<max(range.upperBound, other.range.upperBound))
  }
}

extension Span {
  /// Whether a sign stands before it, with or without spaces between: `==` before a word that is compared.
  func follows(_ sign: String) -> Bool {
    let before = source.bytes[..<range.lowerBound].reversed().drop { $0 == UInt8(ascii: " ") }
    return before.starts(with: sign.utf8.reversed())
  }
}
