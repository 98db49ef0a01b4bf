import EtudeLanguage

extension Offers {
  /// What TAB offers at the end of a text: a cell, or several.
  ///
  /// - Parameter commands: the session commands that there are.
  public static func at(endOf text: String, in session: Session, commands: [SessionCommand]) -> Offers {
    SessionCommand.isCommand(text) && !text.contains("\n")
      ? CommandOffers.at(endOf: text, in: session, commands) : inCell(endOf: text, in: session)
  }
}

/// What TAB offers on the line of a session command: the commands, then what the one that stands there takes.
enum CommandOffers {
  static func at(endOf line: String, in session: Session, _ commands: [SessionCommand]) -> Offers {
    let blank = line.prefix(while: \.isWhitespace).utf8.count
    let typed = line.drop(while: \.isWhitespace)
    let name = typed.prefix { !$0.isWhitespace }
    guard name.endIndex < typed.endIndex else {
      return offers(
        commands.map { ($0.name, $0.argument == .none ? "" : " ", $0.summary) },
        beginning: String(name),
        from: blank, in: line)
    }
    let rest = typed[name.endIndex...].drop(while: \.isWhitespace)
    let start = line.utf8.distance(from: line.startIndex, to: rest.startIndex)
    // Of several words the last one is completed.
    let word = rest.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let wordStart = line.utf8.count - word.utf8.count
    func words(_ words: [String], _ note: (String) -> String = { _ in "" }) -> Offers {
      offers(words.map { ($0, " ", note($0)) }, beginning: String(word), from: wordStart, in: line)
    }
    switch commands.first(where: { $0.name == name })?.argument.accepted {
    case nil: return Offers(replaced: line.utf8.count..<line.utf8.count, candidates: [])
    case .file?: return paths(in: line, from: start, session)
    case .folder?:
      var found = paths(in: line, from: start, session)
      found.candidates.removeAll { !$0.text.hasSuffix("/") }
      return found
    case .name?, .cell?:
      let types = Dictionary(session.variables.map { ($0.name, $0.type) }) { first, _ in first }
      return words(types.keys.sorted()) { types[$0] ?? "" }
    case .named(let names)?: return words(names)
    case .word?: return words([])
    case .command?:
      return words(commands.map(\.name)) { name in
        commands.first { $0.name == name }?.summary ?? ""
      }
    case .choice(let choices, let orStatement)?:
      let isFirst = start == wordStart
      let chosen = isFirst ? choices : []
      guard orStatement else { return words(chosen) }
      let statement = Offers.at(endOf: String(rest), in: session, commands: commands)
      let own = words(chosen)
      let replaced = statement.replaced.lowerBound + start..<statement.replaced.upperBound + start
      // A choice is a word as a statement's first one is.
      return Offers(
        replaced: replaced,
        candidates: (replaced == own.replaced ? own.candidates : []) + statement.candidates)
    }
  }

  private static func paths(in line: String, from start: Int, _ session: Session) -> Offers {
    PathOffers.offers(in: line, base: session.folder)
      ?? PathOffers.offers(in: line, from: start, closing: " ", base: session.folder)
  }

  private static func offers(
    _ words: [(text: String, ending: String, note: String)], beginning: String, from start: Int,
    in line: String
  ) -> Offers {
    Offers(
      replaced: start..<line.utf8.count,
      candidates: words.filter { $0.text.hasPrefix(beginning) }.map {
        .init($0.text + $0.ending, shown: $0.text, note: $0.note)
      })
  }
}
