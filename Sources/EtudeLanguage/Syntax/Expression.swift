/// An expression as it was written.
public struct Expression: Sendable {
  /// A number of its own among all nodes that one parse, includes and all, has made.
  let id: Int
  let span: Span
  /// Levels of expressions within this one, bounded by the parser so that no later stage runs out of stack.
  let depth: Int
  let kind: Kind

  indirect enum Kind: Sendable {
    case number(Double)
    /// A whole number beyond 2^53.
    case whole(UInt64)
    case quantity(Quantity)
    case text([TextPart])
    case flag(Bool)
    case name(String)
    /// `_`, or `_3` with its number.
    case cell(Int?)
    case list([Item])
    case group(Expression)
    case signed(Operator, Expression)
    /// `not x`
    case negated(Expression)
    /// Operands joined from the left: `a + b - c` is one operation with two steps.
    case operation(Expression, [Step])
    case field(Expression, Word)
    case index(Expression, Expression)
    case call(CallSyntax)
    /// What could not be read; reported already.
    case invalid
  }

  /// A piece of a string.
  enum TextPart: Sendable {
    case plain(String)
    case value(Expression, TextFormat?)
  }

  /// An operator and what stands right of it.
  struct Step: Sendable {
    let op: Operator
    let right: Expression
  }

  struct Item: Sendable {
    let label: Word?
    let value: Expression
  }
}

/// A name with its place.
struct Word: Sendable {
  let text: String
  let span: Span
}

/// `VERB { operand } { option }`, or the same after a pipe.
struct CallSyntax: Sendable {
  let verb: Word
  /// What stands left of the pipe; an operand like the others.
  let piped: Expression?
  let operands: [Expression]
  let options: [OptionSyntax]

  /// All operands, the piped one first.
  var arguments: [Expression] { (piped.map { [$0] } ?? []) + operands }
  /// From the verb to the end of its last argument.
  var span: Span {
    let last = options.last?.value.span ?? operands.last?.span ?? verb.span
    return verb.span.through(last)
  }
}

struct OptionSyntax: Sendable {
  let label: Word
  let value: Expression
}

public enum Operator: String, Sendable {
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
  case range = ".."
  case and
  case or

  var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .unequal: true
    default: false
    }
  }

  /// Whether it joins yes and no, and may have its answer from the left side alone.
  var isLogical: Bool { self == .and || self == .or }

  var isArithmetic: Bool { !isComparison && !isLogical && self != .range }
}

extension Expression {
  /// The parts of an expression, in the order of the text.
  var children: [Expression] {
    switch kind {
    case .number, .whole, .quantity, .flag, .name, .cell, .invalid: []
    case .text(let parts): parts.compactMap { if case .value(let value, _) = $0 { value } else { nil } }
    case .list(let items): items.map(\.value)
    case .group(let inner), .signed(_, let inner), .negated(let inner), .field(let inner, _): [inner]
    case .operation(let first, let steps): [first] + steps.map(\.right)
    case .index(let base, let index): [base, index]
    case .call(let call): call.arguments + call.options.map(\.value)
    }
  }

  /// The expression without the brackets around it.
  var ungrouped: Expression {
    if case .group(let inner) = kind { inner.ungrouped } else { self }
  }

  /// The calls of a pipe from the first to this one, or the expression alone; the first may stand on a piped value that
  /// is no call.
  var stages: [(expression: Expression, call: CallSyntax)] {
    var stages: [(expression: Expression, call: CallSyntax)] = []
    var last: Expression? = self
    while let stage = last, case .call(let call) = stage.kind {
      stages.append((stage, call))
      last = call.piped
    }
    return stages.reversed()
  }
}
