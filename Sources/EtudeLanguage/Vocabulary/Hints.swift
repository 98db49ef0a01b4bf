/// What people write who come from elsewhere, and what Étude has in its place.
public struct Hints: Sendable {
  /// A function or class of elsewhere whose arguments want another order than the verb's.
  public struct Function: Sendable {
    public let verb: String
    /// What its unnamed arguments are, in order: an option's label, "" for an operand, "-" for what is left out.
    public let positions: [String]

    public init(_ verb: String, _ positions: [String] = []) {
      self.verb = verb
      self.positions = positions
    }
  }

  /// A word for which there is nothing, and what to do without it.
  public struct Absence: Sendable {
    public let cause: String
    public let fix: String?

    public init(_ cause: String, _ fix: String? = nil) {
      self.cause = cause
      self.fix = fix
    }
  }

  /// How values that are no numbers are put together, for those who add them up.
  public struct Joining: Sendable {
    public let verb: String
    /// Whether the verb wants them in a list.
    public let takesList: Bool
    /// Whether verbs among them stand behind pipes.
    public let isByPipes: Bool

    public init(_ verb: String, takesList: Bool = false, isByPipes: Bool = false) {
      self.verb = verb
      self.takesList = takesList
      self.isByPipes = isByPipes
    }
  }

  /// By the function's name in small letters, without the module that it comes from.
  public let functions: [String: Function]
  /// Options of elsewhere, each with the labels that may say it here: the first that a verb has counts.
  public let labels: [String: [String]]
  /// Fields of elsewhere, each with the names that may say it here: the first that a value has counts.
  public let fields: [String: [String]]
  /// Options of elsewhere that say nothing here.
  public let idleLabels: Set<String>
  /// Options of elsewhere that name what a verb works on.
  public let operandLabels: Set<String>
  /// Functions that have nothing in their place, by the last of their names: `show` for `plt.show()`.
  public let absences: [String: Absence]
  /// By the kind of all that is added up.
  public let sums: [Kind: Joining]
  /// The verb that makes a value of a file's name.
  public let opener: String?

  public init(
    functions: [String: Function] = [:], labels: [String: [String]] = [:],
    fields: [String: [String]] = [:], idleLabels: Set<String> = [],
    operandLabels: Set<String> = [], absences: [String: Absence] = [:],
    sums: [Kind: Joining] = [:], opener: String? = nil
  ) {
    self.functions = functions
    self.labels = labels
    self.fields = fields
    self.idleLabels = idleLabels
    self.operandLabels = operandLabels
    self.absences = absences
    self.sums = sums
    self.opener = opener
  }
}

extension Vocabulary {
  /// The verb's name for a function's name of elsewhere, by a hint or written in other letters; nil if there is none.
  func verbName(for name: String) -> String? {
    if let known = verbKnown(as: name) { return known }
    // A mistyped word of elsewhere: `trian` for `train`.
    let near = Suggestion.nearest(to: name, among: Array(verbs.keys) + hints.keys)
    return near.flatMap { verbs[$0] == nil ? hints[$0] : nil }
  }

  /// The same of a name that is written as it is elsewhere.
  func verbKnown(as name: String) -> String? {
    if verbs[name] != nil { return name }
    let small = name.lowercased()
    for key in [name, small, small.filter { $0 != "_" }] {
      if let function = elsewhere.functions[key], verbs[function.verb] != nil { return function.verb }
      if let verb = hints[key], verbs[verb] != nil { return verb }
      if verbs[key] != nil { return key }
    }
    return nil
  }

  /// The field that one of elsewhere, or a mistyped one, may mean; nil if there is none.
  func field(for name: String, among fields: [String]) -> String? {
    elsewhere.fields[name.lowercased()]?.first(where: fields.contains)
      ?? Suggestion.nearest(to: name, among: fields)
  }

  /// The label of a verb's option for one of elsewhere, or for a mistyped one; nil if there is none.
  func label(for label: String, of verb: Verb) -> String? {
    let labels = verb.options.map(\.label)
    if labels.contains(label) { return label }
    if let hint = elsewhere.labels[label.lowercased()]?.first(where: labels.contains) { return hint }
    let short = label.lowercased().filter { $0 != "_" }
    return labels.first { $0.filter { $0 != "_" } == short } ?? Suggestion.nearest(to: label, among: labels)
  }
}
