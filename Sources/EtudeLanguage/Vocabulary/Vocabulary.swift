/// All that a language instance speaks: verbs, kinds, and hints for those who come from elsewhere.
public struct Vocabulary: Sendable {
  public let verbs: [String: Verb]
  public let kinds: [Kind: KindDeclaration]
  /// What people type who come from elsewhere, and what to write instead: `"train": "fit"`.
  public let hints: [String: String]
  /// Values that are there from the start, by name.
  public let predefined: [String: Value]
  /// What functions, options and words of elsewhere are here.
  public let elsewhere: Hints
  /// What help says beside the declarations.
  public let guide: Guide
  /// What verbs compute with, on which last digits depend: `oneDNN 2.6.3 with AVX2`; nil if they need nothing of the kind.
  public let engine: String?

  public init(
    verbs: [Verb], kinds: [KindDeclaration], hints: [String: String] = [:],
    predefined: [String: Value] = [:],
    elsewhere: Hints = Hints(), guide: Guide = Guide(), engine: String? = nil
  ) {
    self.engine = engine
    self.guide = guide
    self.predefined = predefined
    self.elsewhere = elsewhere
    self.verbs = Dictionary(verbs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.kinds = Dictionary(kinds.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    self.hints = hints
  }

  /// What some of a value's elements are together: a list, or the same kind where that keeps it; nil where it has none.
  public func gathered(_ value: StaticValue) -> StaticValue? {
    switch value.type {
    case .list(let element, _):
      var list = StaticValue(.list(of: element, labels: nil))
      list.settings = value.settingTypes
      return list
    case .kind(let kind):
      guard let declaration = kinds[kind], let element = declaration.element else { return nil }
      return declaration.keepsKind
        ? StaticValue(value.type, facts: value.facts) : StaticValue(.list(of: element, labels: nil))
    default: return nil
    }
  }
}
