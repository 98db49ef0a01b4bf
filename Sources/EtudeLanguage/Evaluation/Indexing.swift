import EtudeCore

/// Elements by position, from 0 or back from the end, and by name.
enum Indexing {
  static func item(_ index: Value, of list: ListValue) throws -> Value {
    switch index {
    case .text(let name):
      let items = list.items
      if let item = items.first(where: { $0.label == name }) { return item.value }
      let labels = items.compactMap(\.label)
      if labels.isEmpty, case .object? = items.first?.value {
        return try item(called: name, among: list.values)
      }
      let fix =
        labels.isEmpty
        ? "the list has no labels: count from 0" : "labels are \(labels.joined(separator: ", "))"
      throw Failure("no item is called \"\(name)\"", fix: Suggestion.question(name, among: labels) ?? fix)
    case .list(let positions):
      let places = try self.positions(positions, count: list.count)
      let items = list.items
      return .list(ListValue(of: list.element, places.map { items[$0] }))
    default: return list.item(at: try position(index, count: list.count)).value
    }
  }

  /// What is called so itself, where the list has no labels: a judged song, by the song's name.
  private static func item(called name: String, among values: [Value]) throws -> Value {
    let objects = values.compactMap { if case .object(let object) = $0 { object } else { nil } }
    let names = objects.compactMap(\.name)
    guard names.count == values.count else {
      throw Failure("no item is called \"\(name)\"", fix: "the list has no labels: count from 0")
    }
    var found = names.indices.filter { names[$0] == name }
    for form in 0..<(objects.first?.shortNames.count ?? 0) where found.isEmpty {
      found = objects.indices.filter {
        form < objects[$0].shortNames.count && objects[$0].shortNames[form] == name
      }
    }
    if found.count == 1 { return values[found[0]] }
    guard found.isEmpty else {
      throw Failure(
        "\(found.count) items are called \"\(name)\"",
        fix: "'where name == …' gives them all; or count from 0")
    }
    throw Failure(
      "no item is called \"\(name)\"",
      fix: Suggestion.question(name, among: names) ?? "the first is \"\(names.first ?? "")\"")
  }

  static func element(_ index: Value, of object: any ObjectValue) throws -> Value {
    guard let count = object.count else { throw Failure("\(object.kind.described) has no elements") }
    if case .text(let name) = index { return try object.element(named: name) }
    if case .list(let positions) = index {
      return try object.gathered(self.positions(positions, count: count))
    }
    return try object.element(at: position(index, count: count))
  }

  private static func positions(_ list: ListValue, count: Int) throws -> [Int] {
    try list.values.map { try position($0, count: count) }
  }

  private static func position(_ index: Value, count: Int) throws -> Int {
    guard case .number(let number) = index, let whole = Int(exactly: number) else {
      throw Failure("\(ValueText.of(index)) is not a position", fix: "count in whole numbers from 0")
    }
    let position = whole < 0 ? count + whole : whole
    guard (0..<count).contains(position) else {
      let range = count == 0 ? "there are no elements" : "positions are 0 to \(count - 1), or -1 to -\(count)"
      throw Failure("there is no element \(whole)", fix: range)
    }
    return position
  }
}
