import EtudeCore

/// A declaration of an option, whatever Swift type it is read as.
public protocol OptionDeclaration: Sendable {
  var option: Option { get }
  /// Whether a verb's body can read a value of this option.
  func reads(_ value: Value) -> Bool
}

extension OptionDeclaration {
  public var label: String { option.label }
}

/// An option that is declared once, with its Swift type, and read by that declaration: `try call[epochs]`.
public struct TypedOption<Held: Sendable>: OptionDeclaration {
  public let option: Option
  let read: @Sendable (Value) -> Held?
  /// What is read where it is not given and has no default.
  fileprivate let absent: Held?

  private init(_ option: Option, absent: Held? = nil, read: @escaping @Sendable (Value) -> Held?) {
    self.option = option
    self.absent = absent
    self.read = read
  }

  /// An option with a default.
  public init(
    _ label: String, _ type: TypedAccepts<Held>, default value: Held, isMain: Bool = false, help: String
  ) {
    self.init(
      Option(label, type.accepts, default: type.write(value), isMain: isMain, help: help), read: type.read)
  }

  /// An option that must be given.
  public init(required label: String, _ type: TypedAccepts<Held>, isMain: Bool = false, help: String) {
    self.init(Option(label, type.accepts, isMain: isMain, isRequired: true, help: help), read: type.read)
  }

  /// An option whose absence means something of its own, which `absence` says for help: it is read as nil then.
  public init<Wrapped>(
    _ label: String, _ type: TypedAccepts<Wrapped>, absence: String, isMain: Bool = false, help: String
  ) where Held == Wrapped? {
    self.init(
      Option(label, type.accepts, absence: absence, isMain: isMain, help: help), absent: .some(nil),
      read: { type.read($0).map(Held.some) })
  }

  /// An option that follows from another where it is not given; `absence` says how, for help.
  public init<Source>(
    _ label: String, _ type: TypedAccepts<Held>, from source: TypedOption<Source>, absence: String,
    help: String, _ derive: @escaping @Sendable (Source) -> Held
  ) {
    let derived: @Sendable ([String: Value]) -> Value? = { options in
      options[source.label].flatMap(source.read).map { type.write(derive($0)) }
    }
    self.init(Option(label, type.accepts, absence: absence, derived: derived, help: help), read: type.read)
  }

  /// An option that follows from the operands and the other options where it is not given, as far as they say it; else it
  /// is read as nil. `absence` says how it follows, for help.
  public init<Wrapped>(
    _ label: String, _ type: TypedAccepts<Wrapped>, absence: String, help: String,
    derived: @escaping @Sendable (_ given: KnownArguments) -> Wrapped?
  ) where Held == Wrapped? {
    self.init(
      Option(
        label, type.accepts, absence: absence,
        derived: { derived(KnownArguments($0)).map(type.write) },
        help: help
      ), absent: .some(nil), read: { type.read($0).map(Held.some) })
  }

  /// The same option; a saved script writes so what its absence means, by the operands and the other options.
  public func written(_ text: @escaping @Sendable (_ given: [String: Value]) -> String?) -> TypedOption {
    var option = option
    option.writtenAbsence = text
    return TypedOption(option, absent: absent, read: read)
  }

  /// The same option, which takes one of the names in a field of an operand: TAB offers them.
  public func naming(_ field: String) -> TypedOption {
    var option = option
    option.namesField = field
    return TypedOption(option, absent: absent, read: read)
  }

  /// The same option, which has no effect in calls for which `reason` says why: who gives it is told.
  public func idle(_ reason: @escaping @Sendable (StaticCall) -> String?) -> TypedOption {
    var option = option
    option.idleness = reason
    return TypedOption(option, absent: absent, read: read)
  }

  /// The same option where a value of another of that kind says it already.
  public func implied(by other: some OptionDeclaration, of kind: Kind) -> TypedOption {
    TypedOption(option.implied(by: other.label, of: kind), absent: absent, read: read)
  }

  /// The same option, which takes a list whole as well: values to choose from, say.
  public func takingLists(help: String) -> TypedOption<OneOrList<Held>> {
    let type = TypedAccepts<OneOrList<Held>>.oneOrList(
      of: TypedAccepts(option.accepts, read: read, write: { _ in .nothing }))
    var several = Option(
      label, type.accepts, default: option.default, absence: option.absence, isMain: option.isMain,
      isRequired: option.isRequired, derived: option.derived, help: help)
    several.idleness = option.idleness
    return TypedOption<OneOrList<Held>>(
      several, absent: absent.map(OneOrList.one),
      read: type.read)
  }

  public func reads(_ value: Value) -> Bool { read(value) != nil }
}

extension TypedOption where Held == UInt64? {
  /// A seed of the call's own: the evaluator puts it into the call's environment.
  public static var seed: Self {
    Self("seed", .seed, absence: "the script's", help: "replaces the script's seed")
  }
}

extension Call {
  /// What an option says, its default where it is not given.
  ///
  /// - Throws: a `Failure` where the verb has no such option, or another option implies it.
  public subscript<Held>(option: TypedOption<Held>) -> Held {
    get throws {
      if let value = options[option.label] ?? option.option.derived?(operands.merging(options) { $1 }) {
        guard let held = option.read(value) else {
          throw Failure("'\(option.label)' of '\(verb.name)' cannot be \(ValueText.of(value))")
        }
        return held
      }
      guard let absent = option.absent else { throw Failure("'\(verb.name)' got no \(option.label)") }
      return absent
    }
  }

  /// Whether an option is given, or has a default; one that follows from others is not.
  public func has(_ option: some OptionDeclaration) -> Bool { options[option.label] != nil }
}

extension StaticCall {
  /// What an option says, its default where it is not given; nil where the verb has none, or the value does not follow
  /// from the text.
  public subscript<Held>(option: TypedOption<Held>) -> Held? {
    if let value = options[option.label] { return value.known.flatMap(option.read) }
    let given = operands.merging(options) { $1 }.compactMapValues(\.known)
    return option.option.derived?(given).flatMap(option.read)
  }

  /// The same of an option that may be absent: nil then too.
  public subscript<Wrapped>(option: TypedOption<Wrapped?>) -> Wrapped? {
    options[option.label]?.known.flatMap(option.read) ?? nil
  }

  /// What is known of an option that is given, or has a default; nil if it is absent.
  public func value(of option: some OptionDeclaration) -> StaticValue? { options[option.label] }

  /// Whether an option is given, or has a default.
  public func has(_ option: some OptionDeclaration) -> Bool { options[option.label] != nil }
}
