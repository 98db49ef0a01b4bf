import EtudeCore

/// A declaration of an operand, whatever Swift type it is read as.
public protocol OperandDeclaration: Sendable {
  var operand: Operand { get }
  /// Whether a verb's body can read a value of this operand.
  func reads(_ value: Value) -> Bool
}

extension OperandDeclaration {
  public var name: String { operand.name }
}

/// An operand that is declared once, with its Swift type, and read by that declaration: `try call[clip]`.
public struct TypedOperand<Held: Sendable>: OperandDeclaration {
  public let operand: Operand
  /// What is read of its value; nil if it cannot be, of no value too.
  let read: @Sendable (Value?) -> Held?

  private init(_ operand: Operand, read: @escaping @Sendable (Value?) -> Held?) {
    self.operand = operand
    self.read = read
  }

  /// Exactly one; a list of them runs the verb for each.
  public init(
    _ name: String, _ type: TypedAccepts<Held>, help: String = "", refusals: [Operand.Refusal] = []
  ) {
    self.init(Operand(name, type.accepts, help: help, refusals: refusals)) { $0.flatMap(type.read) }
  }

  /// One or none, which is read as nil.
  public init<Wrapped>(
    optional name: String, _ type: TypedAccepts<Wrapped>, help: String = "",
    refusals: [Operand.Refusal] = []
  ) where Held == Wrapped? {
    self.init(Operand(name, type.accepts, .optional, help: help, refusals: refusals)) { value in
      guard let value else { return .some(nil) }
      return type.read(value).map(Held.some)
    }
  }

  /// One or more, side by side or in a list, each with its label.
  public init<Item>(
    many name: String, _ type: TypedAccepts<Item>, help: String = "", refusals: [Operand.Refusal] = []
  ) where Held == [Labelled<Item>] {
    self.init(Operand(name, type.accepts, .many, help: help, refusals: refusals)) {
      $0.flatMap(type.readAll)
    }
  }

  public func reads(_ value: Value) -> Bool { read(value) != nil }
}

extension Call {
  /// What an operand is.
  ///
  /// - Throws: a `Failure` where the verb has no such operand.
  public subscript<Held>(operand: TypedOperand<Held>) -> Held {
    get throws {
      guard let held = operand.read(operands[operand.name]) else {
        throw Failure("'\(verb.name)' got no \(operand.name)")
      }
      return held
    }
  }
}

extension StaticCall {
  /// What an operand is, where that follows from the text; else nil.
  public subscript<Held>(operand: TypedOperand<Held>) -> Held? {
    operands[operand.name]?.known.flatMap(operand.read)
  }

  /// What is known of an operand; nil if it is absent.
  public func value(of operand: some OperandDeclaration) -> StaticValue? { operands[operand.name] }
}
