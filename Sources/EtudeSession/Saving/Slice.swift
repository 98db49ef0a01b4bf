import EtudeLanguage

/// The statements that the live values stand on: a slice backward through all that ran.
struct Slice {
  /// Kept statements, in order.
  let statements: [ExecutedStatement]
  /// Names for cells' values that a kept statement mentions, by the statement that made them.
  let cellNames: [Int: String]
  /// Names that the script may not give to anything else.
  let pool: NamePool
  /// Kept statements of which only what they bind is wanted: what the body of a loop only shows or writes can be left out.
  let boundOnly: Set<Int>
  /// Kept statements that show something again.
  let shown: Set<Int>

  /// The statements that the values of the bound names stand on, and those that showed something of them.
  init(_ record: SessionRecord, _ content: SavedContent) {
    let shown = content == .values ? [] : record.shownAgain
    self.init(record, wanted: Set(record.bindings.values.map(\.maker)).union(shown), whole: shown)
  }

  /// Some statements, with all they do, and those that they stand on.
  init(_ record: SessionRecord, wanted: Set<Int>) { self.init(record, wanted: wanted, whole: wanted) }

  private init(_ record: SessionRecord, wanted: Set<Int>, whole: Set<Int>) {
    var wanted = wanted
    var boundOnly: Set<Int> = []
    var read: Set<String> = []
    for statement in record.statements.reversed() where wanted.contains(statement.index) {
      read.formUnion(statement.read)
      if !whole.contains(statement.index), read.isDisjoint(with: statement.written) {
        boundOnly.insert(statement.index)
        wanted.formUnion(statement.usesToBind)
      } else {
        wanted.formUnion(statement.uses)
      }
    }
    self.boundOnly = boundOnly
    shown = whole
    statements = record.statements.filter { wanted.contains($0.index) }
    let bound = Set(record.statements.flatMap(\.statement.boundNames))
    let pool = NamePool(
      bound.union(record.vocabulary.verbs.keys).union(record.vocabulary.predefined.keys).union(["session"]))
    self.pool = pool
    var names: [Int: String] = [:]
    for maker in statements.flatMap(\.makersOfCells).sorted() where names[maker] == nil {
      let cell = record.statements.first { $0.index == maker }?.cell
      names[maker] = pool.fresh("cell\(cell ?? maker + 1)")
    }
    cellNames = names
  }
}
