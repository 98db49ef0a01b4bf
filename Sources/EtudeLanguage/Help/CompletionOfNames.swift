/// Completion with what is bound: names that only values know.
extension Interpreter {
  /// What may stand at a byte offset of a text.
  ///
  /// - Parameter predefined: the types of names beyond those that are bound.
  public func completions(_ text: String, at cursor: Int, predefined: [String: ValueType]) -> Completion {
    var names = predefined.merging(bindings.mapValues(\.value.type)) { $1 }
    for (number, cell) in cells { names["_\(number)"] = cell.value.type }
    if let lastCell { names["_"] = cells[lastCell]?.value.type }
    var found = Completion.at(cursor, in: text, vocabulary: vocabulary, names: names)
    guard let question = found.question else { return found }
    let known =
      question.expressions.lazy.compactMap { [self] in self.names(for: question, of: $0) }.first ?? []
    let typed = String(decoding: Array(text.utf8.prefix(cursor))[found.range], as: UTF8.self)
    if question.isQuoted {
      found.candidates += known.map { "\"\(Self.escaped($0))\"" }
    } else {
      let isEscaped = found.ending.hasPrefix("\"")
      found.offer(known, for: typed) { isEscaped ? Self.escaped($0) : $0 }
    }
    return found
  }

  private func names(for question: Completion.Question, of expression: String) -> [String]? {
    guard let value = value(of: expression) else { return nil }
    switch value {
    case .list(let list) where question.field == nil:
      return list.isNamed ? list.items.compactMap(\.label) : nil
    case .object(let object):
      let field = question.field ?? "names"
      if let names = (object as? any NamingValue)?.names(for: field) { return names }
      guard let kind = vocabulary.kinds[object.kind], question.field != nil || kind.namedElements,
        kind.fields.contains(where: { $0.name == field }), case .list(let list)? = try? object.field(field)
      else { return nil }
      return list.items.compactMap { if case .text(let name) = $0.value { name } else { nil } }
    default: return nil
    }
  }

  /// The value of a name or a cell, or of an expression that follows from the text.
  private func value(of expression: String) -> Value? {
    if let binding = bindings[expression] { return binding.value }
    if expression == "_" { return lastCell.flatMap { cells[$0]?.value } }
    if expression.hasPrefix("_"), let number = Int(expression.dropFirst()) { return cells[number]?.value }
    return Checker.staticValue(of: expression, vocabulary, names: bindings.mapValues(\.known))?.known
  }

  /// A name as it is written between double quotes.
  private static func escaped(_ name: String) -> String {
    guard name.utf8.contains(where: { "\"\\{\n\t".utf8.contains($0) }) else { return name }
    return name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("{", with: "\\{")
      .replacing("\n", with: "\\n").replacing("\t", with: "\\t")
  }
}

extension Completion {
  /// Names beyond which they are offered folder by folder.
  private static let most = 200

  /// Adds the names that begin as what is typed, or whose last part does; of very many, their folders.
  fileprivate mutating func offer(_ names: [String], for typed: String, escaping: (String) -> String) {
    var fitting = names.filter { $0.utf8.starts(with: typed.utf8) }
    if fitting.isEmpty, !typed.isEmpty {
      fitting = names.filter { name in
        let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
        return name.utf8[(slash.map(name.utf8.index(after:)) ?? name.startIndex)...].starts(with: typed.utf8)
      }
    }
    if fitting.count > Self.most {
      let folders = Set(
        fitting.map { name in
          let rest = name.utf8.dropFirst(typed.utf8.count)
          return rest.firstIndex(of: UInt8(ascii: "/")).map { String(name[...$0]) } ?? name
        })
      if folders.count < fitting.count {
        ending = ""
        fitting = Array(folders)
      }
    }
    candidates = Array(Set(candidates + fitting.map(escaping))).sorted()
  }
}

/// A value that has more names for an option to choose from than a field of it lists: blocks within layers.
public protocol NamingValue: ObjectValue {
  /// The names; nil where the field lists them all.
  func names(for field: String) -> [String]?
}
