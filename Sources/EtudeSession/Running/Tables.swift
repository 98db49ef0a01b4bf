import EtudeLanguage

/// What a front end shows of a session.
extension Session {
  /// A name, as `.vars` lists it.
  public struct Variable: Sendable {
    public let name: String
    /// `dataset`, `list of numbers`, `string` …
    public let type: String
    /// The first line of what a cell would show.
    public let summary: String
    /// The statement that made it.
    public let statement: String
    /// Whether it was made from values whose names are bound to something else now.
    public let isStale: Bool
  }

  /// The names that are bound, in the order in which they were made.
  public var variables: [Variable] {
    let stale = Set(staleNames.map(\.name))
    return interpreter.bindings.sorted { ($0.value.maker, $0.key) < ($1.value.maker, $1.key) }.map {
      name, binding in
      let text = ValueText.of(binding.value)
      return Variable(
        name: name, type: Help.typeName(binding.value.type),
        summary: text.split(separator: "\n").first.map(String.init) ?? "",
        statement: interpreter.record[binding.maker].text, isStale: stale.contains(name))
    }
  }

  /// What took long to make and is in no file, each once as a statement can name it: `net`, `nets[2]`, `_3`.
  public var unsaved: [String] {
    let named = variables.map { ($0.name, interpreter.bindings[$0.name]?.value ?? .nothing) }
    let cells = interpreter.cells.sorted { $0.key < $1.key }.map { ("_\($0.key)", $0.value.value) }
    var seen: Set<String> = []
    return (named + cells).flatMap { name, value in value.costly(name) }.filter { _, digest in
      !environment.written.isKept(digest) && seen.insert(digest).inserted
    }.map(\.name)
  }

  /// The cells' texts with their numbers, for `.history`.
  ///
  /// Comments alone have no number.
  public var history: [(number: Int?, source: String)] {
    cells.filter { $0.kind == .code || $0.kind == .prose }.map { ($0.number, $0.source) }
  }

  /// The last picture that was shown or written, as PNG; nil if there is none.
  public func lastPicture() throws -> [UInt8]? {
    for cell in cells.reversed() {
      for case .picture(let picture) in cell.outputs.reversed() { return try picture.png() }
    }
    return nil
  }

  /// The latest runs of all sessions, oldest first; nil if none are recorded.
  public func runs(latest: Int) throws -> [RecordedRun]? {
    let work = environment.work
    return try environment.runs.map { try RunFile($0, warn: { work.warn($0) }).runs(latest: latest) }
  }

  /// What may stand at the cursor, given in bytes of UTF-8: the range to replace and the candidates.
  public func completions(_ text: String, at cursor: Int) -> Completion {
    interpreter.completions(
      text, at: cursor,
      predefined: vocabulary.predefined.mapValues(\.type).merging(
        ["session": .kind(SessionValue.kind)]) { $1 })
  }
}
