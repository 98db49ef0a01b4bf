/// What may stand at a cursor.
public struct Completion: Sendable, Equatable {
  /// The bytes of the text that a candidate replaces.
  public let range: Range<Int>
  /// Sorted. Options end with their colon.
  public let candidates: [String]
  /// Whether the cursor is inside a string where a path may stand; the front end knows the files.
  public let isPath: Bool

  /// The completions at a byte offset of a text.
  ///
  /// - Parameter names: the types of bound names, and of cells' values as `_` and `_3`.
  public static func at(
    _ cursor: Int, in text: String, vocabulary: Vocabulary, names: [String: ValueType]
  ) -> Completion {
    let bytes = Array(text.utf8.prefix(max(0, cursor)))
    let source = SourceText(name: "", bytes: bytes)
    let all = Scanner.scan(source).tokens.filter { $0.kind != .end }
    let tokens = all.filter { $0.kind != .end && $0.kind != .newline }
    let start = wordStart(in: bytes)
    let word = String(decoding: bytes[start...], as: UTF8.self)
    let before = tokens.filter { $0.range.upperBound <= start }
    func completion(_ range: Range<Int>, _ words: some Sequence<String>, prefix: String) -> Completion {
      let fitting = Set(words.filter { $0.hasPrefix(prefix) }).sorted()
      return Completion(range: range, candidates: fitting, isPath: false)
    }
    if let opening = openString(in: bytes) {
      let typed = String(decoding: bytes[(opening + 1)...], as: UTF8.self)
      let choices =
        option(before: tokens.filter { $0.range.upperBound <= opening }, vocabulary).map(choices) ?? []
      let fitting = choices.filter { $0.hasPrefix(typed) }
      return Completion(
        range: opening + 1..<bytes.count, candidates: fitting.sorted(), isPath: choices.isEmpty)
    }
    if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
      let type = type(before: before, names, vocabulary)
      return completion(start..<bytes.count, fields(of: type, vocabulary), prefix: word)
    }
    // What a bracket or a quote has closed is not gone on with.
    if word.isEmpty, start > 0, ")]}\"'".utf8.contains(bytes[start - 1]) {
      return completion(start..<bytes.count, [], prefix: "")
    }
    // Cells' values are offered to who asks for them.
    let plain = names.keys.filter { word.hasPrefix("_") || !$0.hasPrefix("_") }
    let asked = elementFields(
      before: all.filter { $0.range.upperBound <= start }, in: source, vocabulary: vocabulary, names: names)
    if !asked.isEmpty, before.last?.kind != .symbol(.bar) {
      let labels = verb(before: before, vocabulary)?.options.map { $0.label + ":" } ?? []
      let words =
        word.isEmpty
        ? [] : plain + Reserved.inExpressions(after: before, of: verb(before: before, vocabulary), vocabulary)
      return completion(start..<bytes.count, asked + words + labels, prefix: word)
    }
    if let option = option(before: before, vocabulary) {
      let fitting = word.isEmpty ? plain.filter { names[$0].map(option.accepts.fits) ?? false } : plain
      return completion(start..<bytes.count, values(of: option) + fitting, prefix: word)
    }
    let reserved = Reserved.words(
      after: all.filter { $0.range.upperBound <= start }, of: verb(before: before, vocabulary), vocabulary,
      isBegun: !word.isEmpty)
    guard let verb = verb(before: before, vocabulary), before.last?.kind != .symbol(.bar) else {
      let isName = reserved == [Reserved.inLoops]
      let words = isName ? [] : Array(vocabulary.verbs.keys) + plain
      return completion(start..<bytes.count, words + reserved, prefix: word)
    }
    let labels = verb.options.map { $0.label + ":" }
    // What fits is offered unasked; what may lead to it through a field or brackets, to who begins to write it.
    let fitting = plain.filter { name in names[name].map { takes($0, verb) } ?? false }
    let others = word.isEmpty ? [] : bareVerbs(vocabulary) + plain
    return completion(start..<bytes.count, labels + fitting + others + reserved, prefix: word)
  }

  /// Whether a value of a type may stand among a verb's operands, or a list of such values.
  private static func takes(_ type: ValueType, _ verb: Verb) -> Bool {
    verb.operands.contains { operand in
      operand.accepts.fits(type) || operand.accepts.sweeps(type)
    }
  }

  /// Where the word that ends at the end of the text starts.
  private static func wordStart(in bytes: [UInt8]) -> Int {
    var start = bytes.count
    while start > 0 {
      let byte = bytes[start - 1]
      let isWord =
        byte >= 0x80 || byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte)
        || (97...122).contains(byte)
      if !isWord { break }
      start -= 1
    }
    return start
  }

  /// Where the string that the text ends in opens; nil if it does not end in one.
  private static func openString(in bytes: [UInt8]) -> Int? {
    var opening: Int?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let open = opening {
        if byte == UInt8(ascii: "\\"), bytes[open] == UInt8(ascii: "\"") { index += 1 }
        if byte == bytes[open] || byte == UInt8(ascii: "\n") { opening = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        opening = index
      } else if byte == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      }
      index += 1
    }
    return opening
  }

  /// The verb whose call the last of these tokens belong to.
  private static func verb(before tokens: [Token], _ vocabulary: Vocabulary) -> Verb? {
    var depth = 0
    var found: Verb?
    for token in tokens.reversed() {
      switch token.kind {
      case .symbol(let symbol) where symbol.isClosing: depth += 1
      case .symbol(let symbol) where symbol.partner != nil:
        if depth == 0 { return found }
        depth -= 1
      case .symbol(.bar), .symbol(.equals), .symbol(.semicolon), .symbol(.comma):
        if depth == 0 { return found }
      case .name(let name):
        if depth == 0, let verb = vocabulary.verbs[name] { found = verb }
      default: break
      }
    }
    return found
  }

  /// The option whose value is to be written after these tokens.
  private static func option(before tokens: [Token], _ vocabulary: Vocabulary) -> Option? {
    guard case .label(let label)? = tokens.last?.kind else { return nil }
    return verb(before: tokens.dropLast(), vocabulary)?.options.first { $0.label == label }
  }

  private static func verb(before tokens: ArraySlice<Token>, _ vocabulary: Vocabulary) -> Verb? {
    verb(before: Array(tokens), vocabulary)
  }

  private static func choices(_ option: Option) -> [String] {
    option.accepts.flatMap { accepts in if case .choice(let words) = accepts { words } else { [String]() } }
  }

  private static func values(of option: Option) -> [String] {
    let isFlag = option.accepts.contains { if case .flag = $0 { true } else { false } }
    return choices(option).map { "\"\($0)\"" } + (isFlag ? ["yes", "no"] : [])
  }

  /// Verbs that can stand bare among a verb's operands.
  private static func bareVerbs(_ vocabulary: Vocabulary) -> [String] {
    vocabulary.verbs.values.filter(\.standsAlone).map(\.name)
  }

  /// The type of the name, with its fields and indices, that these tokens end in.
  private static func type(before tokens: [Token], _ names: [String: ValueType], _ vocabulary: Vocabulary)
    -> ValueType
  {
    /// The fields from the last to the first; nil stands for an index.
    var path: [String?] = []
    guard tokens.last?.kind == .symbol(.dot) else { return .unknown }
    var index = tokens.count - 2
    while index >= 0 {
      switch tokens[index].kind {
      case .symbol(.closeBracket):
        guard let opening = opening(of: index, in: tokens) else { return .unknown }
        path.append(nil)
        index = opening - 1
      case .name(let name) where index > 0 && tokens[index - 1].kind == .symbol(.dot):
        path.append(name)
        index -= 2
      case .name(let name): return follow(path, from: names[name], vocabulary)
      case .cell(let number):
        return follow(path, from: names["_" + (number.map(String.init) ?? "")], vocabulary)
      default: return .unknown
      }
    }
    return .unknown
  }

  /// Where the bracket opens that closes at a token.
  private static func opening(of closing: Int, in tokens: [Token]) -> Int? {
    var depth = 0
    for index in stride(from: closing, through: 0, by: -1) {
      guard case .symbol(let symbol) = tokens[index].kind else { continue }
      if symbol.isClosing { depth += 1 }
      if symbol.partner != nil { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The type that a path of fields and indices, given from its end, leads to.
  private static func follow(_ path: [String?], from start: ValueType?, _ vocabulary: Vocabulary) -> ValueType
  {
    path.reversed().reduce(start ?? .unknown) { type, name in
      switch (type, name) {
      case (.kind(let kind), let name?):
        vocabulary.kinds[kind]?.fields.first { $0.name == name }?.type ?? .unknown
      case (.kind(let kind), nil): vocabulary.kinds[kind]?.element ?? .unknown
      case (.list(let element, let labels), let name?): labels?.contains(name) == true ? element : .unknown
      case (.list(let element, _), nil): element
      default: .unknown
      }
    }
  }

  private static func fields(of type: ValueType, _ vocabulary: Vocabulary) -> [String] {
    switch type {
    case .kind(let kind): (vocabulary.kinds[kind]?.fields ?? []).map(\.name)
    case .list(_, let labels): (labels ?? []) + ["count", "labels"]
    default: []
    }
  }
}
