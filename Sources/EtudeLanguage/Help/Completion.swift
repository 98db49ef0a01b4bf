/// What may stand at a cursor.
public struct Completion: Sendable, Equatable {
  /// The bytes of the text that a candidate replaces.
  public var range: Range<Int>
  /// Sorted. Options end with their colon.
  public var candidates: [String]
  /// Whether the cursor is inside a string where a path may stand; the front end knows the files.
  public var isPath = false
  /// What follows a candidate when it is put into the text: a space, a quote and a space, or nothing where it may well be
  /// gone on with.
  public var ending = " "
  /// Of some candidates, what they are, in a line.
  public var notes: [String: String] = [:]
  /// What is to be asked of a value for more candidates.
  public var question: Question?

  /// Names that only a value knows: its elements', or those in one of its fields.
  public struct Question: Sendable, Equatable {
    /// The expressions to choose from: the first whose value has them.
    public let expressions: [String]
    /// The field with the names; nil for the names by which the value is indexed.
    public let field: String?
    /// Whether quotes belong round each.
    public let isQuoted: Bool
  }

  /// The completions at a byte offset of a text.
  ///
  /// - Parameter names: the types of bound names, and of cells' values as `_` and `_3`.
  public static func at(
    _ cursor: Int, in text: String, vocabulary: Vocabulary, names: [String: ValueType]
  ) -> Completion {
    let bytes = Array(text.utf8.prefix(max(0, cursor)))
    guard let start = OpenString.value(in: bytes) else {
      return CompletionSearch(cursor, in: text, vocabulary, names).completion
    }
    // A value within a text is completed for itself.
    let value = String(decoding: bytes[start...], as: UTF8.self)
    var found = CompletionSearch(value.utf8.count, in: value, vocabulary, names).completion
    found.range = found.range.lowerBound + start..<found.range.upperBound + start
    if found.ending == " " { found.ending = "" }
    return found
  }
}

/// The search for what may stand at the end of a text.
struct CompletionSearch {
  let vocabulary: Vocabulary
  let names: [String: ValueType]
  let source: SourceText
  private let bytes: [UInt8]
  /// Where the word that is written begins, and it.
  private let start: Int
  private let word: String
  /// Tokens before the word, newlines among them.
  private let before: [Token]
  private let call: CallBefore?
  private let isInString: Bool

  init(_ cursor: Int, in text: String, _ vocabulary: Vocabulary, _ names: [String: ValueType]) {
    self.vocabulary = vocabulary
    self.names = names
    bytes = Array(text.utf8.prefix(max(0, cursor)))
    source = SourceText(name: "", bytes: bytes)
    let opening = OpenString.opening(in: bytes)
    let wordStart = opening.map { $0 + 1 } ?? Self.wordStart(in: bytes)
    start = wordStart
    word = String(decoding: bytes[wordStart...], as: UTF8.self)
    // An open string takes in what follows it, so the text is cut before it.
    let end = opening ?? wordStart
    before = Scanner.scan(SourceText(name: "", bytes: Array(bytes[..<end]))).tokens.filter { $0.kind != .end }
    call = CallBefore(before, vocabulary) ?? CallBefore.aroundList(before, vocabulary)
    isInString = opening != nil
  }

  var completion: Completion {
    if isInString { return inString }
    if start > 0, bytes[start - 1] == UInt8(ascii: ".") { return afterDot }
    // What a bracket or a quote has closed is not gone on with.
    if word.isEmpty, start > 0, ")]}\"'".utf8.contains(bytes[start - 1]) { return offer([:]) }
    if before.last?.kind == .symbol(.bar) { return afterBar }
    if let call, let asked = askedFields(of: call) {
      return offer(
        asked, word.isEmpty ? [:] : notes(of: plain), labels(of: call),
        word.isEmpty
          ? [:] : words(Reserved.inExpressions(after: before, of: call.verb, vocabulary)))
    }
    if let option = call?.optionAtEnd { return value(of: option) }
    let reserved = Reserved.words(after: before, of: call?.verb, vocabulary, isBegun: !word.isEmpty)
    guard let call else {
      let isName = reserved == [Reserved.inLoops]
      return offer(isName ? [:] : notes(of: plain), isName ? [:] : verbs { _ in true }, words(reserved))
    }
    // What fits is offered unasked; what may lead to it through a field or brackets, to who begins to write it.
    let free = freeOperands(of: call)
    let fitting = plain.filter { name in
      names[name].map { type in free.contains { $0.takesOrGoesOver(type) } } ?? false
    }
    let others = word.isEmpty ? [:] : verbs(\.standsAlone).merging(notes(of: plain)) { $1 }
    return offer(labels(of: call), notes(of: fitting), others, words(reserved))
  }

  /// The operands that the call has no value for yet.
  private func freeOperands(of call: CallBefore) -> [Operand] {
    var free = call.verb.operands
    // The word that is being written is none of them.
    for operand in call.operands {
      guard let type = staticValue(of: source.text(operand))?.type, type != .unknown,
        let taken = free.firstIndex(where: { $0.takesOrGoesOver(type) })
      else { continue }
      if case .many = free[taken].arity { continue }
      free.remove(at: taken)
    }
    return free
  }

  /// Inside quotes: an option's choices, the names that a value knows, or a path.
  private var inString: Completion {
    let quote = String(decoding: [bytes[start - 1]], as: UTF8.self)
    var found = Completion(range: start..<bytes.count, candidates: [], ending: quote + " ")
    if let option = call?.optionAtEnd, let call {
      found.candidates = Self.choices(option).filter { $0.hasPrefix(word) }.sorted()
      found.question = question(of: option, in: call, isQuoted: false)
      found.isPath = found.candidates.isEmpty && found.question == nil
      return found
    }
    if before.last?.kind == .symbol(.openBracket), before.last?.spaceBefore == false,
      let indexed = expression(endingBefore: before.count - 1)
    {
      found.ending = quote + "]"
      found.question = Completion.Question(expressions: [source.text(indexed)], field: nil, isQuoted: false)
      return found
    }
    found.isPath = true
    return found
  }

  /// After `.`: fields, which are gone on with as often as not.
  private var afterDot: Completion {
    guard let owner = expression(endingBefore: before.count - 1) else { return offer([:]) }
    var found = offer(fields(ofValueOf: source.text(owner)))
    found.ending = ""
    return found
  }

  /// After `|`: verbs that take what is piped.
  private var afterBar: Completion {
    guard let piped = CallBefore.piped(before: before.count - 1, before),
      let type = staticValue(of: source.text(piped))?.type, type != .unknown
    else { return offer(verbs { !$0.operands.isEmpty || $0.isFoldable }) }
    return offer(verbs { $0.takes(type) })
  }

  private func value(of option: Option) -> Completion {
    let isFlag = option.accepts.contains { if case .flag = $0 { true } else { false } }
    let values = Self.choices(option).map { "\"\($0)\"" } + (isFlag ? ["yes", "no"] : [])
    let fitting = word.isEmpty ? plain.filter { names[$0].map(option.accepts.fits) ?? false } : plain
    var found = offer(words(values), notes(of: fitting))
    if word.isEmpty, let call { found.question = question(of: option, in: call, isQuoted: true) }
    return found
  }

  private func question(of option: Option, in call: CallBefore, isQuoted: Bool) -> Completion.Question? {
    guard let field = option.namesField else { return nil }
    return Completion.Question(
      expressions: call.operands.map(source.text), field: field, isQuoted: isQuoted)
  }

  /// The names that are bound; cells' values are offered to who asks for them.
  private var plain: [String] { names.keys.filter { word.hasPrefix("_") || !$0.hasPrefix("_") } }

  private func notes(of names: [String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, self.names[$0].map(Help.typeName) ?? "") })
  }

  private func words(_ words: [String]) -> [String: String] {
    Dictionary(words.map { ($0, "") }) { first, _ in first }
  }

  private func verbs(_ isFitting: (Verb) -> Bool) -> [String: String] {
    vocabulary.verbs.filter { isFitting($0.value) }.mapValues(\.summary)
  }

  /// The options that the call does not have yet.
  private func labels(of call: CallBefore) -> [String: String] {
    let free = call.verb.options.filter { !call.labels.contains($0.label) }
    return Dictionary(free.map { ($0.label + ":", $0.help) }) { first, _ in first }
  }

  private func offer(_ offers: [String: String]...) -> Completion {
    var fitting: [String: String] = [:]
    for offer in offers { fitting.merge(offer.filter { $0.key.hasPrefix(word) }) { first, _ in first } }
    return Completion(
      range: start..<bytes.count, candidates: fitting.keys.sorted(),
      notes: fitting.filter { !$0.value.isEmpty })
  }

  private static func choices(_ option: Option) -> [String] {
    option.accepts.flatMap { accepts in if case .choice(let words) = accepts { words } else { [String]() } }
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

  /// The text of a name with its fields and indices, or of brackets, that ends before a token.
  private func expression(endingBefore place: Int) -> Range<Int>? {
    var index = place - 1
    guard index >= 0 else { return nil }
    let end = before[index].range.upperBound
    while index >= 0 {
      switch before[index].kind {
      case .symbol(.closeBracket), .symbol(.closeParenthesis):
        guard let opening = CallBefore.opening(of: index, in: before) else { return nil }
        if before[index].kind == .symbol(.closeParenthesis) { return before[opening].range.lowerBound..<end }
        index = opening - 1
      case .name where index > 0 && before[index - 1].kind == .symbol(.dot): index -= 2
      case .name, .cell: return before[index].range.lowerBound..<end
      default: return nil
      }
    }
    return nil
  }
}
