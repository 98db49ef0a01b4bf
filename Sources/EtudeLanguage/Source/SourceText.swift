/// A text with a name, and the way from an offset in it to a line and a column.
///
/// Offsets count bytes of UTF-8; lines and columns count from 1, columns in characters.
public final class SourceText: Sendable {
  /// The name in messages: `lab.etude`, `-e`, `[3]`.
  public let name: String
  /// The text as UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// Offset of the first byte that is not UTF-8; nil if all of them are.
  public let invalidByte: Int?
  private let lineStarts: [Int]

  public init(name: String, bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    self.name = name
    invalidByte = Self.firstInvalidByte(body)
    self.bytes = invalidByte == nil ? body : Array(String(decoding: body, as: UTF8.self).utf8)
    var starts = [0]
    for (offset, byte) in self.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  public convenience init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text between two offsets.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Line and column of an offset, both from 1.
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let line = lineIndex(of: offset)
    let start = lineStarts[line]
    return (line + 1, text(start..<max(start, min(offset, bytes.count))).count + 1)
  }

  /// The offsets of the line in which `offset` lies, without its line break.
  func lineRange(at offset: Int) -> Range<Int> {
    let line = lineIndex(of: offset)
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
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

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
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
