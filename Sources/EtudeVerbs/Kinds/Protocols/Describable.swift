import EtudeCore
import EtudeEvaluation
import EtudeLanguage

/// A value that `describe` says more of than its short fields.
protocol Describable: DeclaredValue {
  func description(work: Work) throws -> TableValue
}

extension TableValue {
  /// What a value is.
  init(describing value: Value, work: Work) throws {
    switch value {
    case .object(let value as any Describable): self = try value.description(work: work)
    case .object(let value as any DeclaredValue): self = try value.shortFields()
    case .list(let list):
      self.init(
        columns: ["element", "value"],
        values: list.items.enumerated().map { ($1.label ?? "\($0)", $1.value) })
    default:
      self.init(table: ScoreTable(columns: ["value"], rows: [[.text(ValueText.of(value))]]))
    }
  }

  /// - Parameter values: nil for one that is not defined.
  fileprivate init(title: String = "", columns: [String], values: [(name: String, value: Value?)]) {
    self.init(
      title: title,
      table: ScoreTable(
        columns: columns,
        rows: values.map { [.text($0.name), .text($0.value.map { ValueText.abbreviated($0) } ?? "–")] }))
  }
}

extension DeclaredValue {
  /// A row a field whose value fits in a cell.
  ///
  /// - Parameter first: what it has besides, in rows before them.
  func shortFields(after first: [(name: String, value: Value?)] = []) throws -> TableValue {
    TableValue(
      title: summary, columns: ["field", "value"],
      values: first + (try Self.fields.filter(\.type.isShort).map { ($0.name, try defined($0)) }))
  }

  /// A field's value; nil where it is not defined for this value, as the log loss of a vote by majority.
  private func defined(_ field: Field<Self>) throws -> Value? {
    do {
      return try field.read(self)
    } catch let failure as Failure where failure.kind == .running {
      return nil
    }
  }
}

extension ValueType {
  /// Whether a value fits in a table's cell.
  fileprivate var isShort: Bool {
    switch self {
    case .number, .quantity, .text, .flag: true
    default: false
    }
  }
}
