extension SessionCommand {
  static let history = SessionCommand(
    ".history", "the cells of this session; with a word, the cells of all sessions that hold it",
    takes: .optional(.word), examples: [".history", ".history crossval"]
  ) { host, word in
    guard !word.isEmpty else {
      for (number, cell) in host.session.history {
        host.show(host.indented(cell, heading: number.map { "[\($0)] " } ?? ""))
      }
      return .done
    }
    // The latest of equal ones, oldest first.
    var seen: Set<String> = []
    let found = host.earlierCells.reversed().filter { $0.contains(word) && seen.insert($0).inserted }
    if found.isEmpty { host.show("no cell of any session holds '\(word)'") }
    let most = 50
    if found.count > most { host.show("… \(found.count - most) older ones") }
    for cell in found.prefix(most).reversed() { host.show(host.indented(cell, heading: "  ")) }
    return .done
  }
}
