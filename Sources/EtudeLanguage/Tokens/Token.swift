/// A word of the language, with its place and the space around it.
struct Token: Equatable {
  enum Kind: Equatable {
    case name(String)
    /// A name that touches its colon.
    case label(String)
    /// `_`, or `_3` with its number.
    case cell(Int?)
    case number(Double)
    /// A whole number beyond 2^53.
    case whole(UInt64)
    case quantity(Double, Unit)
    case text([TextPiece])
    case symbol(Symbol)
    case newline
    case end
    /// What the scanner has reported already.
    case invalid
  }

  let kind: Kind
  /// Offsets in the source; a label's without its colon.
  let range: Range<Int>
  let spaceBefore: Bool
  let spaceAfter: Bool
  /// An opening bracket that nothing closes; reported by the scanner.
  var isUnclosed = false

  /// The seed that a number can be: a whole one from 0 to 2^64 - 1.
  var seed: UInt64? {
    switch kind {
    case .number(let number): Value.number(number).unsigned
    case .whole(let whole): whole
    default: nil
    }
  }
}

/// A piece of a string.
enum TextPiece: Equatable {
  case plain(String)
  /// `{operand}` or `{operand:2}`: the operand's tokens, an end behind them, and the format.
  case value([Token], TextFormat?)
}

/// How a number stands in a string: with so many decimals, or so as a percentage.
struct TextFormat: Equatable, Sendable {
  let decimals: Int
  let isPercentage: Bool

  /// The most decimals that a number can be asked to have.
  static let mostDecimals = 15

  /// As it is written behind its colon.
  var text: String { "\(decimals)" + (isPercentage ? "%" : "") }
}

enum Symbol: String, CaseIterable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case semicolon = ";"
  case bar = "|"
  case dot = "."
  case range = ".."
  case equals = "="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case unequal = "!="

  /// The closing partner of an opening bracket.
  var partner: Symbol? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }

  var isClosing: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }
}

/// Words that cannot be names.
public enum Reserved {
  public static let words: [String] = [
    "param", "seed", "include", "for", "in", "if", "else", "and", "or", "not", "yes", "no",
  ]
}
