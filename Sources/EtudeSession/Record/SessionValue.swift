import EtudeCore
import EtudeLanguage

/// The predefined value `session`: the statements so far.
public struct SessionValue: ObjectValue {
  public static let kind = Kind("session")

  /// The kind's declaration, for the vocabulary.
  public static let declaration = KindDeclaration(
    kind, "the statements so far: the predefined name session",
    fields: [
      ("statements", .list(of: .text, labels: nil)), ("count", .number),
      ("names", .list(of: .text, labels: nil)),
    ])

  public let record: SessionRecord

  public init(_ record: SessionRecord) { self.record = record }

  public var kind: Kind { Self.kind }

  public var summary: String {
    let statements = record.statements.count
    let names = record.bindings.count
    return
      "session: \(statements) statement\(statements == 1 ? "" : "s"), \(names) name\(names == 1 ? "" : "s")"
  }

  public func field(_ name: String) throws -> Value {
    func list(_ texts: [String]) -> Value { .list(ListValue(of: .text, texts.map { (nil, .text($0)) })) }
    switch name {
    case "statements": return list(record.statements.map(\.text))
    case "count": return .number(Double(record.statements.count))
    case "names": return list(record.bindings.keys.sorted())
    default: throw Failure("a session has no field '\(name)'")
    }
  }
}
