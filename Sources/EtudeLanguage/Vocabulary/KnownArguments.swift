/// The operands and options of a call that are known, defaults filled in, for an option that follows from them.
public struct KnownArguments: Sendable {
  private let named: [String: Value]

  init(_ named: [String: Value]) { self.named = named }

  /// The values of them all, in no order.
  public var values: [Value] { Array(named.values) }

  /// An operand's value; nil where it is absent or not known.
  public subscript<Held>(operand: TypedOperand<Held>) -> Held? {
    named[operand.name].flatMap(operand.read)
  }

  /// What an option says, or what follows for it; nil where neither is known.
  public subscript<Held>(option: TypedOption<Held>) -> Held? {
    (named[option.label] ?? option.option.derived?(named)).flatMap(option.read)
  }

  /// The same of an option that may be absent: nil then too.
  public subscript<Wrapped>(option: TypedOption<Wrapped?>) -> Wrapped? {
    (named[option.label] ?? option.option.derived?(named)).flatMap(option.read) ?? nil
  }

  /// Whether an option is given, or has a default.
  public func has(_ option: some OptionDeclaration) -> Bool { named[option.label] != nil }
}
