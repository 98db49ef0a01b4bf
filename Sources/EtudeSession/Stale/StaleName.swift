import EtudeLanguage

/// A name whose value was made from values that have changed since.
public struct StaleName: Sendable, Equatable {
  public let name: String
  /// The names that are bound to something else now.
  public let changed: [String]

  /// What to tell of it, in a line.
  public var note: String {
    let list = changed.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + (changed.count > 3 ? " …" : "")
    return "'\(name)' was made from \(list) before \(changed.count == 1 ? "it" : "they") changed"
  }
}

extension Session {
  /// The names whose values are stale, in the order in which they were made.
  public var staleNames: [StaleName] {
    let changed = Staleness(interpreter).changed
    return interpreter.bindings.sorted { ($0.value.maker, $0.key) < ($1.value.maker, $1.key) }.compactMap {
      name, binding in changed[binding.maker].map { StaleName(name: name, changed: $0) }
    }
  }

  /// Those of them that some statements mention.
  func staleNames(mentionedBy statements: some Sequence<ExecutedStatement>) -> [StaleName] {
    let mentioned = Set(statements.flatMap(\.mentionedNames))
    return mentioned.isEmpty ? [] : staleNames.filter { mentioned.contains($0.name) }
  }
}

/// Which statements ran on values whose names are bound to something else now.
struct Staleness {
  /// For each such statement, the names that have changed, also under what it stands on.
  private(set) var changed: [Int: [String]] = [:]

  init(_ interpreter: Interpreter) {
    let record = interpreter.record
    let bindings = interpreter.bindings
    var following: [Int: Set<Int>] = [:]
    /// What the statement that binds a name now stands on: what was made on the way there is not stale.
    func foundations(of maker: Int) -> Set<Int> {
      if let known = following[maker] { return known }
      var found: Set<Int> = [maker]
      var waiting = [maker]
      while let next = waiting.popLast() {
        for use in record[next].uses where found.insert(use).inserted { waiting.append(use) }
      }
      following[maker] = found
      return found
    }
    for statement in record {
      let mentioned = Set(statement.mentionedNames)
      let cells = Set(statement.makersOfCells)
      var names: [String] = []
      for use in statement.uses {
        let shared = record[use].statement.boundNames.filter(mentioned.contains)
        names += shared.filter { name in
          guard let maker = bindings[name]?.maker, maker > use else { return false }
          return !foundations(of: maker).contains(statement.index)
        }
        if !shared.isEmpty || cells.contains(use) { names += changed[use] ?? [] }
      }
      var seen: Set<String> = []
      names = names.filter { seen.insert($0).inserted }
      if !names.isEmpty { changed[statement.index] = names }
    }
  }
}
