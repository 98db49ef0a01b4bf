import EtudeCore

/// A field of a kind of value: its name, its type and how it is read.
public struct Field<Owner>: Sendable {
  public let name: String
  public let type: ValueType
  public let read: @Sendable (Owner) throws -> Value

  public init(_ name: String, _ type: ValueType, _ read: @escaping @Sendable (Owner) throws -> Value) {
    self.name = name
    self.type = type
    self.read = read
  }

  /// The same field of a value that holds such an owner.
  public func inside<Outer>(_ owner: @escaping @Sendable (Outer) throws -> Owner) -> Field<Outer> {
    let read = read
    return Field<Outer>(name, type) { try read(owner($0)) }
  }
}

/// A value whose type declares its kind and its fields: checking, completion, errors and reading use that declaration.
public protocol DeclaredValue: ObjectValue {
  /// Its kind; several where values that have the same go by several names, as spectrograms and MFCCs do.
  static var declarations: [KindDeclaration] { get }
  /// In the order in which an error lists them.
  static var fields: [Field<Self>] { get }
}

extension DeclaredValue {
  /// - Throws: what reading the field throws; a `Failure` if none of that name is declared.
  public func field(_ name: String) throws -> Value {
    guard let field = Self.fields.first(where: { $0.name == name }) else {
      throw Failure("\(kind.described) has no field '\(name)'")
    }
    return try field.read(self)
  }
}
