import EtudeCore

/// An argument of a call: what is known of its value, and where it stands.
struct BoundArgument {
  var value: StaticValue
  let span: Span
  /// The name, where the argument is a bare one; `compare a b` labels its results so.
  var name: String?
  /// Whether it is asked for each element of the call's first operand.
  var isEach = false
  /// The names of a written list's items, where they are bare.
  var itemNames: [String?] = []

  /// Labels for the items of a list without any: the names of their variables, else their own names or texts, else their
  /// positions.
  func label(_ index: Int, of value: Value) -> String {
    if index < itemNames.count, let name = itemNames[index] { return name }
    if case .object(let object) = value { return object.name ?? String(index) }
    return ValueText.label(value)
  }
}

/// An option of a call as it was given.
struct GivenOption {
  let label: Word
  var argument: BoundArgument
}

/// A call's arguments under the names of the verb's operands and options, or what is wrong with them.
///
/// The checker and the evaluator bind calls alike: while running, every value is known.
struct CallBinding {
  struct Problem {
    let span: Span
    let cause: String
    let fix: String?
    /// Changes that may be proposed, the likeliest first.
    var proposals: [Replacement] = []
    /// Whether the call wants an operand or an option that it was not given.
    var isLack = false
  }

  /// One call of the verb.
  struct One {
    var operands: [String: StaticValue] = [:]
    var options: [String: StaticValue] = [:]
  }

  var problems: [Problem] = []
  /// What is said without effect; the call is made all the same.
  var warnings: [Problem] = []
  /// Whether an argument's type is unknown, so that nothing is known of the call.
  var isUncertain = false
  /// One call; where a list stands for one thing, a call an item, or a single one if the items are not known.
  var calls: [One] = []
  /// Where the first list that the verb runs over stands; nil if there is none.
  var broadcast: Span?
  /// The labels of the calls, if they are known.
  var labels: [String]?
  /// What each call of a sweep was given that others were not; empty where that is not known.
  var settings: [[Setting]] = []
  /// The types of those settings.
  var settingTypes: [String: ValueType] = [:]
  /// Options that others imply, so that their defaults do not count.
  var implied: Set<String> = []
  /// The main option's label, where it stands as a bare value.
  var bareMainOption: String?

  mutating func report(_ span: Span, _ cause: String, fix: String? = nil, _ proposals: [Replacement] = []) {
    problems.append(Problem(span: span, cause: cause, fix: fix, proposals: proposals))
  }

  /// Says that the call wants something that it was not given.
  mutating func reportLack(of wanted: String, verb: Verb, at span: Span) {
    problems.append(
      Problem(
        span: span, cause: "\(verb.name) needs \(wanted)", fix: "the form is: \(verb.usage)", isLack: true))
  }
}
