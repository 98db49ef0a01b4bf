/// What one call of a sweep was given that others were not: `lr`, 0.01.
public struct Setting: Sendable {
  /// The option's label.
  public let name: String
  public let value: Value

  public init(name: String, value: Value) {
    self.name = name
    self.value = value
  }

  /// `lr 0.01`
  public var text: String {
    if case .object(let object) = value { return "\(name) \(object.name ?? object.kind.name)" }
    return "\(name) \(ValueText.label(value))"
  }
}

/// A value that a sweep gives, which knows the settings that it was made with: they are fields of it.
public protocol SweptValue: ObjectValue {
  /// In the order in which they were written.
  var settings: [Setting] { get set }
}

extension Value {
  /// The settings of what a sweep gave; none of other values.
  public var settings: [Setting] {
    if case .object(let object as any SweptValue) = self { object.settings } else { [] }
  }

  /// The same value, knowing the settings that it was made with.
  func with(_ settings: [Setting]) -> Value {
    guard !settings.isEmpty, case .object(var object as any SweptValue) = self else { return self }
    object.settings = settings
    return .object(object)
  }
}

extension StaticValue {
  /// The settings that it, or each element of a list, knows as fields, with their types.
  var settingTypes: [String: ValueType] {
    if !settings.isEmpty { return settings }
    switch known {
    case .list(let list)? where list.count > 0: return Self.types(list.item(at: 0).value.settings)
    case let value?: return Self.types(value.settings)
    case nil: return [:]
    }
  }

  private static func types(_ settings: [Setting]) -> [String: ValueType] {
    Dictionary(settings.map { ($0.name, $0.value.type) }, uniquingKeysWith: { first, _ in first })
  }
}
