import EtudeCore

/// Cuts a text into tokens. It never stops at an error: it reports it and goes on.
struct Scanner {
  let source: SourceText
  let bytes: [UInt8]
  /// Opening brackets that a first pass found unclosed; they do not hold lines together.
  let unclosed: Set<Int>
  /// Looked at between tokens; nil if the text is short.
  private let cancellation: Cancellation?
  var offset = 0
  var tokens: [Token] = []
  private var problems = FoundProblems()
  /// Where the last character ended that is read as if it were a space.
  var spaceEnd = -1
  /// Brackets left open beyond this many are not listed one by one.
  private static let mostUnclosedReports = 20
  private var unclosedReports = 0
  /// Strings that are being scanned now, one within a value of another.
  var openStrings = 0
  /// Whether it is reported already what is wrong with the string that is being scanned.
  var stringIsReported = false
  private var brackets: [(symbol: Symbol, offset: Int)] = []
  /// How many of `brackets` each symbol closes.
  private var closable: [Symbol: Int] = [:]
  private(set) var unclosedFound: Set<Int> = []

  private init(_ source: SourceText, unclosed: Set<Int>, _ cancellation: Cancellation? = nil) {
    self.source = source
    bytes = source.bytes
    self.unclosed = unclosed
    self.cancellation = cancellation
  }

  /// The tokens of a text and what is wrong with them; those up to somewhere if it is told to stop. A second pass follows
  /// where brackets were left open.
  static func scan(
    _ source: SourceText, stopping cancellation: Cancellation? = nil
  ) -> (tokens: [Token], problems: FoundProblems) {
    var scanner = Scanner(source, unclosed: [], cancellation)
    scanner.run()
    if !scanner.unclosedFound.isEmpty, !scanner.isStopped {
      scanner = Scanner(source, unclosed: scanner.unclosedFound, cancellation)
      scanner.run()
    }
    return (scanner.tokens, scanner.problems)
  }

  /// Whether the rest of the text is no longer wanted.
  var isStopped: Bool { cancellation?.isRequested ?? false }

  /// Whether the text breaks off inside a bracket or after `|`, so that more of it may follow.
  static func isOpen(_ source: SourceText) -> Bool {
    var scanner = Scanner(source, unclosed: [])
    scanner.run()
    let last = scanner.tokens.last { $0.kind != .end && $0.kind != .newline }
    return !scanner.brackets.isEmpty || last?.kind == .symbol(.bar)
  }

  private mutating func run() {
    while true {
      skipSpace()
      guard offset < bytes.count, !isStopped else { break }
      scanToken()
    }
    add(.end, from: bytes.count, to: bytes.count)
    if isStopped { return }
    for bracket in brackets where !isStopped {
      reportUnclosed(bracket)
      unclosedFound.insert(bracket.offset)
    }
  }

  mutating func scanToken() {
    let start = offset
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      offset += 1
      if !linesAreJoined { add(.newline, from: start) }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): scanText(quote: byte)
    case UInt8(ascii: "_"): scanCell()
    default:
      if let symbol = symbolHere() {
        offset += symbol.rawValue.utf8.count
        add(symbol, from: start)
      } else {
        scanName()
      }
    }
  }

  /// Whether a newline here is only space: inside `(` or `[`, or after `|`.
  private var linesAreJoined: Bool {
    if tokens.last?.kind == .symbol(.bar) { return true }
    guard let inner = brackets.last else { return false }
    return inner.symbol != .openBrace
  }

  private mutating func add(_ symbol: Symbol, from start: Int) {
    var isUnclosed = false
    if symbol.partner != nil {
      isUnclosed = unclosed.contains(start)
      if isUnclosed { reportUnclosed((symbol, start)) } else { open(symbol, at: start) }
    } else if symbol.isClosing {
      close(with: symbol)
    } else if symbol == .equals {
      leaveBrackets()
    }
    add(.symbol(symbol), from: start)
    if isUnclosed { tokens[tokens.count - 1].isUnclosed = true }
  }

  private mutating func open(_ symbol: Symbol, at start: Int) {
    brackets.append((symbol, start))
    if let partner = symbol.partner { closable[partner, default: 0] += 1 }
  }

  /// The bracket that is open here, if one is.
  var innermostBracket: (symbol: Symbol, offset: Int)? { brackets.last }

  /// What was scanned so far, put aside while a value in a string is.
  struct Aside {
    var tokens: [Token] = []
    fileprivate var brackets: [(symbol: Symbol, offset: Int)] = []
    fileprivate var closable: [Symbol: Int] = [:]
  }

  /// Exchanges what is scanned for what was put aside; nothing is copied.
  mutating func exchange(_ aside: inout Aside) {
    swap(&tokens, &aside.tokens)
    swap(&brackets, &aside.brackets)
    swap(&closable, &aside.closable)
  }

  @discardableResult
  private mutating func removeInnermost() -> (symbol: Symbol, offset: Int) {
    let bracket = brackets.removeLast()
    if let partner = bracket.symbol.partner { closable[partner, default: 0] -= 1 }
    return bracket
  }

  /// Closes the innermost fitting bracket; those left open inside it are unclosed.
  private mutating func close(with symbol: Symbol) {
    guard closable[symbol, default: 0] > 0 else { return }
    while let last = brackets.last, last.symbol.partner != symbol {
      unclosedFound.insert(last.offset)
      reportUnclosed(removeInnermost())
    }
    removeInnermost()
  }

  /// `name =` at the start of a line inside `(` or `[`: the bracket was to end before that line.
  private mutating func leaveBrackets() {
    guard let name = tokens.last, case .name = name.kind else { return }
    let line = source.lineRange(at: name.range.lowerBound)
    let isFirst = bytes[line.lowerBound..<name.range.lowerBound].allSatisfy(isSpace)
    while isFirst, let bracket = brackets.last, bracket.symbol != .openBrace, bracket.offset < line.lowerBound
    {
      unclosedFound.insert(bracket.offset)
      reportUnclosed(bracket)
      removeInnermost()
    }
  }

  mutating func reportUnclosed(_ bracket: (symbol: Symbol, offset: Int)) {
    unclosedReports += 1
    guard unclosedReports <= Self.mostUnclosedReports else { return }
    let partner = bracket.symbol.partner?.rawValue ?? ""
    report(
      bracket.offset..<bracket.offset + 1, "'\(bracket.symbol.rawValue)' is never closed",
      fix: "close it with '\(partner)'")
  }

  mutating func add(_ kind: Token.Kind, from start: Int, to end: Int? = nil) {
    tokens.append(
      Token(
        kind: kind, range: start..<(end ?? offset),
        spaceBefore: start == 0 || start == spaceEnd || isSpace(bytes[start - 1]),
        spaceAfter: offset >= bytes.count || isSpace(bytes[offset])))
  }

  mutating func report(
    _ range: Range<Int>, _ cause: String, fix: String? = nil, _ proposals: [Replacement] = []
  ) {
    let span = Span(source, range)
    problems.add(error: Diagnostic(at: span, cause, fix: fix, proposals))
  }

  private mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
      case UInt8(ascii: "\r") where !isLineEnd(offset): offset += 1
      case UInt8(ascii: "#"): while offset < bytes.count, !isLineEnd(offset) { offset += 1 }
      default: return
      }
    }
  }

  /// Whether a line's break ends with the byte at an offset.
  func isLineEnd(_ offset: Int) -> Bool { SourceText.endsLine(bytes, at: offset) }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "#")
  }

  private func symbolHere() -> Symbol? {
    if offset + 1 < bytes.count,
      let pair = Symbol(rawValue: String(decoding: bytes[offset...offset + 1], as: UTF8.self))
    {
      return pair
    }
    return Symbol(rawValue: String(decoding: [bytes[offset]], as: UTF8.self))
  }
}
