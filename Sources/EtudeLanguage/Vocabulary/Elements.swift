/// Verbs that ask something of each element of their first operand.
extension Verb {
  /// Whether an operand or an option of it is asked for each element.
  var asksElements: Bool { hasEachOperand || options.contains { $0.accepts.contains(where: \.isEach) } }

  var hasEachOperand: Bool { operands.contains { $0.accepts.contains(where: \.isEach) } }

  /// Whether an option is asked for each element.
  func asksEach(_ label: String) -> Bool {
    options.contains { $0.label == label && $0.accepts.contains(where: \.isEach) }
  }
}

extension Vocabulary {
  /// What is known of each element of a value; nil where it has none.
  public func element(of value: StaticValue) -> StaticValue? {
    switch value.type {
    case .list(let element, _): value.element(element)
    case .kind(let kind): kinds[kind]?.element.map { value.element($0) }
    case .unknown: StaticValue(.unknown)
    default: nil
    }
  }

  /// The type of a field of a value by its name: a list's own, its kind's, what its verb says of it, or a setting.
  public func fieldType(_ name: String, of value: StaticValue) -> ValueType? {
    if case .list = value.type { return ListValue.ownFields[name] }
    guard case .kind(let kind) = value.type else { return nil }
    return kinds[kind]?.fields.first { $0.name == name }?.type
      ?? value.moreFields.first { $0.name == name }?.type
  }

  /// Whether its fields are known only while running, as those of a table's row are whose verb does not fix its columns.
  func looksUpNames(of value: StaticValue) -> Bool {
    guard case .kind(let kind) = value.type, let declaration = kinds[kind] else { return false }
    return declaration.namedElements && declaration.fields.isEmpty && allFields(of: value).isEmpty
  }

  /// The names of all its fields.
  func allFields(of value: StaticValue) -> [String] {
    let own = fieldNames(of: value.type, settings: [:])
    return own + value.moreFields.map(\.name).filter { !own.contains($0) }
  }
}

/// What a bare name stands for in an expression that is asked for each element.
enum ElementName: Sendable, Equatable {
  /// A field of the element; so many expressions of this kind further out if it is not the innermost's.
  case field(outward: Int)
  /// The element itself.
  case whole(outward: Int)

  var outward: Int {
    switch self {
    case .field(let outward), .whole(let outward): outward
    }
  }
}
