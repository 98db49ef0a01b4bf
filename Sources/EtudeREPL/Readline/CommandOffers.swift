import EtudeLanguage
import EtudeSession

extension Offers {
  /// What TAB offers at the end of a line that goes on from the unfinished lines `before`, if any.
  public static func at(endOf line: String, after before: String?, in session: Session) -> Offers {
    if before == nil && CellText.isCommand(line) { return CommandOffers.at(endOf: line, in: session) }
    return inCell(endOf: line, after: before, in: session)
  }
}

/// What TAB offers on the line of a session command: the commands, then what the one that stands there takes.
enum CommandOffers {
  static func at(endOf line: String, in session: Session) -> Offers {
    let blank = line.prefix(while: \.isWhitespace).utf8.count
    let typed = line.drop(while: \.isWhitespace)
    let name = typed.prefix { !$0.isWhitespace }
    guard name.endIndex < typed.endIndex else {
      return offers(
        SessionCommand.all.map { ($0.name, $0.argument == .none ? "" : " ") }, beginning: String(name),
        from: blank, in: line)
    }
    let rest = typed[name.endIndex...].drop(while: \.isWhitespace)
    let start = line.utf8.distance(from: line.startIndex, to: rest.startIndex)
    // Of several words the last one is completed.
    let word = rest.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let wordStart = line.utf8.count - word.utf8.count
    func words(_ words: [String]) -> Offers {
      offers(words.map { ($0, " ") }, beginning: String(word), from: wordStart, in: line)
    }
    switch SessionCommand.all.first(where: { $0.name == name })?.argument.accepted {
    case nil: return Offers(replaced: line.utf8.count..<line.utf8.count, candidates: [])
    case .file?, .folder?:
      return PathOffers.offers(in: line, base: session.folder)
        ?? PathOffers.offers(in: line, from: start, closing: " ", base: session.folder)
    case .name?, .cell?: return words(session.variables.map(\.name).sorted())
    case .command?: return words(SessionCommand.names)
    case .choice(let choices, let orStatement)?:
      let isFirst = start == wordStart
      let chosen = isFirst ? choices : []
      guard orStatement else { return words(chosen) }
      let statement = Offers.at(endOf: String(rest), after: nil, in: session)
      let own = words(chosen)
      guard own.candidates.isEmpty else { return own }
      return Offers(
        replaced: statement.replaced.lowerBound + start..<statement.replaced.upperBound + start,
        candidates: statement.candidates)
    }
  }

  private static func offers(
    _ words: [(text: String, ending: String)], beginning: String, from start: Int, in line: String
  ) -> Offers {
    Offers(
      replaced: start..<line.utf8.count,
      candidates: words.filter { $0.text.hasPrefix(beginning) }.map {
        .init($0.text + $0.ending, shown: $0.text)
      })
  }
}
