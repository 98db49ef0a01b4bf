import EtudeCore
import EtudeLanguage

/// A verb that writes values to files. What it takes, the kinds say themselves, for the check beforehand and for the work.
package enum FileVerb: String, CaseIterable {
  case save, export

  private var other: FileVerb { self == .save ? .export : .save }

  /// What values of a type are written as; nil if the verb does not take them.
  package func endings(of type: ValueType) -> [String]? {
    switch (self, type) {
    case (.save, .kind(let kind)):
      (KindRegistry.type(of: kind) as? any Savable.Type)?.savedEndings
    case (.export, .kind(let kind)):
      (KindRegistry.type(of: kind) as? any Exportable.Type)?.exportedEndings
    case (.export, .list(of: .kind(let kind), _)):
      (KindRegistry.type(of: kind) as? any ExportableTogether.Type)?.exportedTogetherEndings
    default: nil
    }
  }

  /// Refuses what cannot be written at all, and names whose ending says no format of it.
  func check(_ type: ValueType, to name: String) throws {
    guard let endings = endings(of: type) else {
      throw Failure("\(rawValue) does not take \(type.described)", fix: fix(of: type))
    }
    try FileEnding.check(name, among: endings, type.described)
  }

  /// The check before anything runs, where the name and the value's type follow from the text.
  func check(_ call: StaticCall, _ value: some OperandDeclaration, to name: TypedOption<String>) throws {
    guard let type = call.value(of: value)?.type, type != .unknown, let name = call[name] else { return }
    try check(type, to: name)
  }

  private func fix(of type: ValueType) -> String {
    if other.endings(of: type) != nil { return "\(other) takes it" }
    switch type {
    case .kind(let kind):
      return (KindRegistry.type(of: kind) as? any WrittenLater.Type)?.whatComesFirst
        ?? "print shows it as text"
    case .list(let element, _) where endings(of: element) != nil: return "one at a time"
    default: return "print shows it as text"
    }
  }
}
