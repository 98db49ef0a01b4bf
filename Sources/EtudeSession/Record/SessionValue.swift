import EtudeCore
import EtudeLanguage

/// The predefined value `session`: the statements so far.
public struct SessionValue: DeclaredValue {
  public static let kind = Kind("session")

  public static let declarations = [
    KindDeclaration(kind, "the statements so far: the predefined name session", fields: fields)
  ]

  public static let fields: [Field<SessionValue>] = [
    Field("statements", texts) { list($0.record.statements.map(\.text)) },
    Field("count", .number) { .number(Double($0.record.statements.count)) },
    Field("names", texts) { list($0.record.bindings.keys.sorted()) },
  ]

  public let record: SessionRecord

  public init(_ record: SessionRecord) { self.record = record }

  public var kind: Kind { Self.kind }

  public var summary: String {
    let statements = record.statements.count
    let names = record.bindings.count
    return
      "session: \(statements) statement\(statements == 1 ? "" : "s"), \(names) name\(names == 1 ? "" : "s")"
  }

  private static let texts = ValueType.list(of: .text, labels: nil)

  private static func list(_ texts: [String]) -> Value {
    .list(ListValue(of: .text, texts.map { (nil, .text($0)) }))
  }
}
