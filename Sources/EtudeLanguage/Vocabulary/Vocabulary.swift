/// All that a language instance speaks: verbs, kinds, and the answers to habits from elsewhere.
public struct Vocabulary: Sendable {
  public let verbs: [String: Verb]
  public let kinds: [Kind: KindDeclaration]
  /// What people type who come from elsewhere, and what to write instead: `"train": "fit"`.
  public let habits: [String: String]
  /// Values that are there from the start, by name.
  public let predefined: [String: Value]
  /// What functions, options and words of elsewhere are here.
  public let elsewhere: Habits

  public init(
    verbs: [Verb], kinds: [KindDeclaration], habits: [String: String] = [:],
    predefined: [String: Value] = [:],
    elsewhere: Habits = Habits()
  ) {
    self.predefined = predefined
    self.elsewhere = elsewhere
    self.verbs = Dictionary(verbs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.kinds = Dictionary(kinds.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    self.habits = habits
  }
}
