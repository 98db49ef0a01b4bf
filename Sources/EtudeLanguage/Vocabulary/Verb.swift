/// A verb: one declaration from which help, completion, checking, the reference page and a saved script's explicit
/// defaults are read, and a body that calls the library.
public struct Verb: Sendable {
  public let name: String
  /// One line: what it does.
  public let summary: String
  /// The section of the reference that it stands in.
  public let section: Section
  public let operands: [Operand]
  public let options: [Option]
  /// Operands and options as they are declared, with the types that the body reads.
  public let declaredOperands: [any OperandDeclaration]
  public let declaredOptions: [any OptionDeclaration]
  /// The type that a call gives.
  public let result: ResultRule
  /// A line or two that a student can type.
  public let examples: [String]
  /// Whether a call whose arguments are known before anything runs may be evaluated while checking: true for layer
  /// verbs, which make recipes, touch no file and take no time. Their failures are static errors.
  public let isFoldable: Bool
  /// Whether each call of it is kept in the record of runs: true for verbs that train.
  public let isRecorded: Bool
  /// What it takes from the record of runs, which is this machine's own.
  public let recall: Recall
  /// Whether it takes anything from there.
  var takesFromRecord: Bool {
    switch recall {
    case .nothing: false
    case .value, .rows: true
    }
  }
  /// Whether what it shows is worth seeing again: a saved session shows it once more.
  public let isShownAgain: Bool
  public let body: @Sendable (Call) throws -> Value

  /// What a verb takes from the record of runs.
  public enum Recall: Sendable {
    case nothing
    /// What a recorded run gave, by its number, its operand of this name: a saved session makes it again.
    case value(operand: String)
    /// What this machine has recorded, which no script makes again.
    case rows
  }

  public enum Section: String, Sendable, CaseIterable {
    case data = "Sound and data"
    case pictures = "Pictures of sound"
    case measures = "Measures of sound"
    case models = "Models"
    case judging = "Training and judging"
    case asking = "Asking"
    case inside = "Seeing inside"
    case keeping = "Showing and keeping"
  }

  public init(
    _ name: String, _ summary: String, section: Section, operands: [any OperandDeclaration] = [],
    options: [any OptionDeclaration] = [], result: ResultRule, examples: [String] = [],
    isFoldable: Bool = false, isRecorded: Bool = false, recall: Recall = .nothing,
    isShownAgain: Bool = false, body: @escaping @Sendable (Call) throws -> Value
  ) {
    self.name = name
    self.summary = summary
    self.section = section
    self.operands = operands.map(\.operand)
    self.options = options.map(\.option)
    declaredOperands = operands
    declaredOptions = options
    self.result = result
    self.examples = examples
    self.isFoldable = isFoldable
    self.isRecorded = isRecorded
    self.recall = recall
    self.isShownAgain = isShownAgain
    self.body = body
  }
}

/// What a verb works on, as the language sees it; `TypedOperand` declares it. Operands are matched to arguments by type.
public struct Operand: Sendable {
  public let name: String
  public let accepts: [Accepts]
  public let arity: Arity
  public let help: String
  /// Types that a user may well give, and the fix for each.
  public let refusals: [Refusal]

  /// A type that an operand does not take.
  public struct Refusal: Sendable {
    public let type: ValueType
    /// What to do, in a line.
    public let fix: String
    /// What to write instead, with `_` where the argument stands: `(_ | spectrogram)`; nil if that is not known.
    public let instead: String?
    /// Told what is known of all arguments of the call: whether the operand, which takes the type, does so in it. Nil for a
    /// type that it never takes.
    let unless: (@Sendable ([StaticValue]) -> Bool)?

    public init(
      _ type: ValueType, _ fix: String, instead: String? = nil,
      unless: (@Sendable ([StaticValue]) -> Bool)? = nil
    ) {
      self.type = type
      self.fix = fix
      self.instead = instead
      self.unless = unless
    }

    func proposals(for argument: Span) -> [Replacement] {
      guard let instead else { return [] }
      let text = argument.text
      let isWhole = text.hasPrefix("(") || !text.contains(" ")
      return [
        Replacement(
          argument, instead.replacing("_", with: isWhole || instead.hasPrefix("(_") ? text : "(\(text))"))
      ]
    }
  }

  public enum Arity: Sendable {
    /// Exactly one; a list of them runs the verb for each.
    case one
    /// One or none; a list of them runs the verb for each.
    case optional
    /// One or more, given side by side or as a list, taken whole with the list's labels.
    case many
  }

  init(
    _ name: String, _ accepts: [Accepts], _ arity: Arity = .one, help: String = "",
    refusals: [Refusal] = []
  ) {
    self.name = name
    self.accepts = accepts
    self.arity = arity
    self.help = help
    self.refusals = refusals
  }
}

/// A named option, as the language sees it; `TypedOption` declares it.
public struct Option: Sendable {
  public let label: String
  public let accepts: [Accepts]
  /// The value when it is not given; nil if absence means something of its own, which `absence` says.
  public let `default`: Value?
  /// What it means not to give it, for help: "all of it", "off", "rate / 2".
  public let absence: String
  public let help: String
  /// Whether it is the verb's main option, which may stand as a bare value: `gru 64`.
  public let isMain: Bool
  /// Whether it must be given (`save x to:`).
  public let isRequired: Bool
  /// The option that says this one too when it is of that kind, so that this one may not be given: `folds: plan` implies
  /// `by:`.
  public let isImpliedBy: (label: String, kind: Kind)?
  /// What the value is when it is not given, where it follows from the other options and the operands, by their names: a
  /// saved script writes it out.
  public let derived: (@Sendable ([String: Value]) -> Value?)?
  /// How a saved script writes what its absence means, where that is an expression of elements' fields and no value.
  public var writtenAbsence: (@Sendable ([String: Value]) -> String?)?
  /// Why it has no effect in a call, in words that follow a colon; nil where it has one, or where that is not known.
  public var idleness: (@Sendable (StaticCall) -> String?)?
  /// The field of an operand that has the names of which this option takes one; nil where it takes no such name. For
  /// completion.
  public var namesField: String?

  init(
    _ label: String, _ accepts: [Accepts], default: Value? = nil, absence: String = "",
    isMain: Bool = false, isRequired: Bool = false, isImpliedBy: (label: String, kind: Kind)? = nil,
    derived: (@Sendable ([String: Value]) -> Value?)? = nil, help: String
  ) {
    self.label = label
    self.accepts = accepts
    self.default = `default`
    self.absence = absence
    self.isMain = isMain
    self.isRequired = isRequired
    self.isImpliedBy = isImpliedBy
    self.derived = derived
    self.help = help
  }

  /// The same option where another implies it.
  func implied(by label: String, of kind: Kind) -> Option {
    Option(
      self.label, accepts, default: `default`, absence: absence, isMain: isMain, isRequired: isRequired,
      isImpliedBy: (label, kind), derived: derived, help: help)
  }
}

/// What an operand or an option takes, with its range.
public enum Accepts: Sendable {
  case integer(ClosedRange<Int>)
  /// A whole number from 0 to 2^64 - 1.
  case seed
  case number(ClosedRange<Double>)
  /// A quantity in base units: seconds, hertz, decibels.
  case quantity(Dimension, ClosedRange<Double>)
  /// `30%` or `0.3`, in 0 ... 1.
  case share(ClosedRange<Double>)
  case text
  case choice([String])
  case flag
  case kind(Kind)
  /// A list taken whole: `genres: ["blues", "jazz"]`, `at: [10%, 20%]`.
  indirect case list(of: Accepts)
  /// Any value at all, lists whole.
  case anything
  /// An expression in which the fields of each element of the call's first operand are names: a condition, or what to order
  /// by. The verb is given a list of what it comes to, a value an element; each is one that these accept.
  indirect case each(of: [Accepts])
}

/// How the type of a call follows from its arguments.
public enum ResultRule: Sendable {
  case type(ValueType)
  /// From what is known of the arguments before anything runs. It may throw a `Failure`, which becomes a static
  /// error at the call.
  case rule(@Sendable (StaticCall) throws -> StaticValue)
  /// Always this type, whatever is wrong with the arguments; the check may throw as a rule does.
  case checked(ValueType, @Sendable (StaticCall) throws -> Void)
  /// The same, with what is known of the value beforehand, for the rules of other verbs.
  case noted(ValueType, @Sendable (StaticCall) throws -> (any Sendable)?)

  /// The type, where it does not depend on the arguments.
  var type: ValueType? {
    switch self {
    case .type(let type), .checked(let type, _), .noted(let type, _): type
    case .rule: nil
    }
  }
}
