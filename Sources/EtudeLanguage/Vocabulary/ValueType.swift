/// The type of an expression, known before anything runs.
public indirect enum ValueType: Hashable, Sendable {
  /// A number, or a share, which is one written with `%`.
  case number
  /// A quantity of a dimension other than `share`.
  case quantity(Dimension)
  case text
  /// `yes` or `no`.
  case flag
  /// Things of one type; `labels` where the list is named and its labels are known.
  case list(of: ValueType, labels: [String]?)
  /// A thing that the vocabulary declares: clip, dataset, model …
  case kind(Kind)
  /// What a verb gives that has nothing to show, such as `print`.
  case nothing
  /// What an expression with an error in it gives, so that one error is not reported twice.
  case unknown
}

/// What a quantity measures.
public enum Dimension: String, Hashable, Sendable, CaseIterable {
  case time, frequency, level, share
}

/// The name of a type that the vocabulary declares, `clip` say. What it has is in its `KindDeclaration`.
public struct Kind: Hashable, Sendable, CustomStringConvertible {
  public let name: String
  /// What several are called in a message.
  public let plural: String
  /// A kind of that name; `plural` is made of it by the rule if it is left out.
  public init(_ name: String, plural: String? = nil) {
    self.name = name
    self.plural = plural ?? Self.plural(of: name)
  }
  public var description: String { name }

  /// Kinds of one name are one.
  public static func == (one: Kind, other: Kind) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What the language has to know of a kind: its fields, and what indexing and `for` give.
public struct KindDeclaration: Sendable {
  public let kind: Kind
  /// One line for `help`.
  public let summary: String
  /// Fields in the order in which an error lists them, each with its type.
  public let fields: [(name: String, type: ValueType)]
  /// What `x[0]`, `x["name"]` and `for e in x` give; nil if the kind cannot be indexed.
  public let element: ValueType?
  /// Whether `x["name"]` is allowed beside `x[0]`.
  public let namedElements: Bool
  /// Whether some of its elements are a value of this kind again: `songs[0..4]` is a dataset.
  public let keepsKind: Bool

  public init(
    _ kind: Kind, _ summary: String, fields: [(name: String, type: ValueType)] = [],
    element: ValueType? = nil, namedElements: Bool = false, keepsKind: Bool = false
  ) {
    self.kind = kind
    self.summary = summary
    self.fields = fields
    self.element = element
    self.namedElements = namedElements
    self.keepsKind = keepsKind
  }
  /// The kind of values that declare their fields.
  public init<Owner>(
    _ kind: Kind, _ summary: String, fields: [Field<Owner>], element: ValueType? = nil,
    namedElements: Bool = false, keepsKind: Bool = false
  ) {
    self.init(
      kind, summary, fields: fields.map { ($0.name, $0.type) }, element: element,
      namedElements: namedElements, keepsKind: keepsKind)
  }
}
