/// Calls: in brackets, on modules and on values, or as a verb with what follows it.
extension Rewriter {
  mutating func call(_ callee: ForeignExpression, _ items: [ForeignExpression.Item]) throws -> Written {
    if case .attribute(.text(let token), "format", _) = callee {
      return try formatted(token, items.map(\.value))
    }
    guard let path = callee.path else {
      guard case .attribute(let base, let method, _) = callee else { throw NoAnswer() }
      return try self.method(method, of: base, items)
    }
    guard let last = path.last else { throw NoAnswer() }
    if path.count == 1 {
      if isBound(last), vocabulary.verbs[last] == nil { return try called(last, items) }
      return try function(last, items)
    }
    if isBound(path[0]), case .attribute(let base, let method, _) = callee {
      return try self.method(method, of: base, items)
    }
    return try function(last, items, module: path[0])
  }

  /// `songs(1)`: an index, as others write it.
  private mutating func called(_ name: String, _ items: [ForeignExpression.Item]) throws -> Written {
    guard items.count == 1, items[0].label == nil else { throw NoAnswer() }
    because("'\(name)' is not a verb: an index stands in square brackets")
    return Written(text: "\(name)[\(try write(items[0].value).text)]")
  }

  /// `songs.head()`, `model.fit(x)`: a value with what is done with it.
  private mutating func method(
    _ name: String, of base: ForeignExpression, _ items: [ForeignExpression.Item]
  ) throws -> Written {
    let receiver = try write(base)
    if name == "add", items.count == 1 {
      because("a recipe grows by '|'")
      return Written(text: "\(receiver.text) | \(try write(items[0].value).text)", level: .pipe)
    }
    let isField = items.isEmpty && vocabulary.verbName(for: name) == nil
    let mayBeField =
      isField || (items.isEmpty && ["mean", "count", "confusion", "history", "length"].contains(name))
    if mayBeField, pick(vocabulary.verbName(for: name) == nil ? [true] : [true, false]) {
      because("a field has no brackets")
      let field = pick(["len", "length", "size"].contains(name) ? [name, "count"] : [name])
      return Written(text: "\(receiver.within(.whole)).\(field)")
    }
    because("a verb comes first")
    if items.isEmpty, ["head", "tail", "info"].contains(name.lowercased()),
      vocabulary.verbs["describe"] != nil
    {
      return Written(text: "describe \(receiver.operand)", level: .call)
    }
    return try function(name, items, receiver: receiver)
  }

  /// A call in brackets of a function that a verb, or a word of the language, stands for.
  private mutating func function(
    _ name: String, _ items: [ForeignExpression.Item], receiver: Written? = nil, module: String? = nil
  ) throws -> Written {
    if receiver == nil, let written = try word(module == "console" ? "console.log" : name, items) {
      return written
    }
    guard let verbName = vocabulary.verbName(for: name), let verb = vocabulary.verbs[verbName] else {
      throw NoAnswer()
    }
    if verbName != name || module != nil {
      because("unknown verb '\(module.map { "\($0)." } ?? "")\(name)'")
    } else if receiver == nil {
      because(
        items.count > 1
          ? "'\(name)' takes no brackets and commas"
          : items.isEmpty ? "a verb needs no brackets" : "options need no brackets")
    }
    let isTorch = module == "nn" || module == "torch"
    let positions = vocabulary.positions(for: isTorch ? "nn.\(name)" : name, verb, else: name)
    return try compose(verb, items, receiver: receiver, positions: positions, isBracketed: true)
  }

  /// Functions that are no verbs here: `len(songs)`, `print(…)`, `range(3)`.
  private mutating func word(_ name: String, _ items: [ForeignExpression.Item]) throws -> Written? {
    let values = items.map(\.value)
    switch name {
    case "len", "length", "numel", "nrow", "size", "count":
      guard values.count == 1, vocabulary.verbs[name] == nil else { return nil }
      because("unknown verb '\(name)'")
      return Written(text: "\(try write(values[0]).within(.whole)).count")
    case "c":
      guard !values.isEmpty else { return nil }
      because("a list stands in square brackets")
      return try write(.list(items))
    case "list", "array", "tensor", "str", "int", "float":
      guard values.count == 1 else { return nil }
      because("unknown verb '\(name)'")
      return try write(values[0])
    case "Sequential", "sequential":
      because("a network is layers joined by '|'")
      var layers = values
      if layers.count == 1, case .list(let listed) = layers[0] { layers = listed.map(\.value) }
      guard !layers.isEmpty else { throw NoAnswer() }
      return Written(
        text: try layers.map { try write($0).text }.joined(separator: " | "), level: .pipe)
    case "Bidirectional":
      guard values.count == 1 else { return nil }
      because("unknown verb 'Bidirectional'")
      return Written(text: try write(values[0]).text + " bidirectional: yes", level: .call)
    case "range", "arange", "seq_len":
      because("unknown verb '\(name)'")
      return try range(values)
    case "print", "printf", "fprintf", "disp", "echo", "console.log", "cat", "println", "puts":
      return try printed(name, items)
    case "Activation":
      guard values.count == 1, case .text(let token) = values[0] else { return nil }
      because("unknown verb 'Activation'")
      return Written(text: layer(of: token.text))
    case "rng", "set_seed", "manual_seed", "seed":
      guard values.count == 1 else { return nil }
      because("unknown verb '\(name)'")
      return Written(text: "seed \(try write(values[0]).text)", level: .call)
    default: return nil
    }
  }

  /// `range(3)`: the numbers below it; few of them are written out where there are no ranges.
  private mutating func range(_ values: [ForeignExpression]) throws -> Written {
    let bounds = values.compactMap { value -> Int? in
      if case .number(let text, _) = value { Int(text) } else { nil }
    }
    guard bounds.count == values.count, let end = bounds.last, bounds.count <= 2 else {
      guard values.count == 1 else { throw NoAnswer() }
      return Written(text: "0..\(try write(values[0]).within(.sum)) - 1", level: .range)
    }
    let start = bounds.count == 2 ? bounds[0] : 0
    guard end > start else { throw NoAnswer() }
    let listed = "[" + (start..<min(end, start + 12)).map(String.init).joined(separator: ", ") + "]"
    let isShort = end - start <= 12
    let chosen = pick(isShort ? ["\(start)..\(end - 1)", listed] : ["\(start)..\(end - 1)"])
    return Written(text: chosen, level: chosen == listed ? .whole : .range)
  }

  func layer(of quoted: String) -> String {
    let name = quoted.trimmingQuotes.lowercased()
    return vocabulary.verbName(for: name) ?? name
  }
}

extension String {
  var trimmingQuotes: String { String(dropFirst().dropLast()) }
}

extension Vocabulary {
  /// What a function's unnamed arguments are, by its name or by another one that it has.
  func positions(for name: String, _ verb: Verb, else other: String? = nil) -> [String] {
    let small = name.lowercased()
    var names = [name, small, small.filter { $0 != "_" }]
    if let other { names += [other, other.lowercased()] }
    names.append(verb.name)
    return names.lazy.compactMap { self.elsewhere.functions[$0] }.first?.positions ?? []
  }
}
