/// Fields that a value has beyond those of its kind, known before anything runs: a table's columns are fields of its rows.
///
/// What a verb gives as the facts of its value may adopt it.
public protocol MoreFields: Sendable {
  var fields: [(name: String, type: ValueType)] { get }
}

/// Fields of a value's elements that are known before anything runs. What a verb gives as the facts of its value may adopt it,
/// and so may a value itself, which says it where it was made by an earlier cell.
public protocol ElementFields: Sendable {
  var elementFields: [(name: String, type: ValueType)] { get }
}

/// The same of one element.
private struct FieldsOfElement: MoreFields {
  let fields: [(name: String, type: ValueType)]
}

extension StaticValue {
  /// Fields beyond those of its kind: what its verb says, and the settings of a sweep.
  var moreFields: [(name: String, type: ValueType)] {
    let own = (facts as? any MoreFields)?.fields ?? []
    return own + settingTypes.sorted { $0.key < $1.key }.map { (name: $0.key, type: $0.value) }
  }

  /// The settings that all of some values know, with one type.
  static func commonSettings(_ values: [StaticValue]) -> [String: ValueType] {
    guard let first = values.first?.settingTypes, !first.isEmpty else { return [:] }
    return values.dropFirst().reduce(first) { common, value in
      let other = value.settingTypes
      return common.filter { other[$0.key] == $0.value }
    }
  }

  /// What a value that is there already says of its elements; nil where it says nothing.
  private var ownElementFields: (any ElementFields)? {
    guard case .object(let object)? = known else { return nil }
    return object as? any ElementFields
  }

  /// An element of it, by what is known of it.
  func element(_ type: ValueType) -> StaticValue {
    var element = StaticValue(type)
    if let known = facts as? any ElementFields ?? ownElementFields {
      element.facts = FieldsOfElement(fields: known.elementFields)
    } else if case .kind = self.type {
      element.facts = facts
    }
    // A sweep is a list: what its elements hold in turn was not made with its settings.
    if case .list = self.type { element.settings = settingTypes }
    return element
  }
}

extension Vocabulary {
  /// The type of a field that the elements of a list have; nil if they have none of that name. Of a list of lists it is a
  /// list of what those have.
  func field(_ name: String, of type: ValueType, settings: [String: ValueType]) -> ValueType? {
    switch type {
    case .kind(let kind):
      kinds[kind]?.fields.first { $0.name == name }?.type ?? settings[name]
    case .list(let element, let labels):
      field(name, of: element, settings: settings).map { .list(of: $0, labels: labels) }
    case .unknown: .unknown
    default: nil
    }
  }

  /// The names of the fields that a value of a type has.
  func fieldNames(of type: ValueType, settings: [String: ValueType]) -> [String] {
    guard case .kind(let kind) = type else { return [] }
    let own = (kinds[kind]?.fields ?? []).map(\.name)
    return own + settings.keys.sorted().filter { !own.contains($0) }
  }
}
