import EtudeLanguage

/// The statements that the live values stand on: a slice backward through all that ran.
struct Slice {
  /// Kept statements, in order.
  let statements: [ExecutedStatement]
  /// Names for cells' values that a kept statement mentions, by the statement that made them.
  let cellNames: [Int: String]

  /// The statements that the values of the bound names stand on.
  init(_ record: SessionRecord) {
    self.init(record, wanted: Set(record.bindings.values.map(\.maker)))
  }

  /// Some statements and those that they stand on.
  init(_ record: SessionRecord, wanted: Set<Int>) {
    var wanted = wanted
    for statement in record.statements.reversed() where wanted.contains(statement.index) {
      wanted.formUnion(statement.uses)
    }
    statements = record.statements.filter { wanted.contains($0.index) }
    var taken = Set(record.statements.flatMap(\.statement.boundNames)).union(record.vocabulary.verbs.keys)
    var names: [Int: String] = [:]
    for maker in statements.flatMap(\.makersOfCells).sorted() where names[maker] == nil {
      let cell = record.statements.first { $0.index == maker }?.cell
      var name = "cell\(cell ?? maker + 1)"
      while !taken.insert(name).inserted { name += "_" }
      names[maker] = name
    }
    cellNames = names
  }
}
