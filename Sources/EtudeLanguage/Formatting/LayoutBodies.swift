/// The bodies of a text in braces: where each ends, and which stand on several lines.
struct LayoutBodies {
  /// For each brace that opens, the one that closes it.
  let partners: [Int: Int]
  /// Braces that open bodies of several lines; the bodies of one `if` are alike.
  private(set) var broken: Set<Int> = []
  /// The braces of one statement, by each of them.
  private let chains: [Int: [Int]]

  init(_ tokens: [LayoutToken]) {
    var open: [Int] = []
    var partners: [Int: Int] = [:]
    for (place, token) in tokens.enumerated() {
      if token.isBrace { open.append(place) }
      if token.symbol == .closeBrace, let start = open.popLast() { partners[start] = place }
    }
    self.partners = partners
    var chains: [Int: [Int]] = [:]
    for start in partners.keys.sorted() where chains[start] == nil {
      var chain = [start]
      while let end = partners[chain[chain.count - 1]], tokens[end + 1].token.kind == .name("else"),
        let next = tokens[end...].firstIndex(where: \.isBrace)
      {
        chain.append(next)
      }
      for brace in chain { chains[brace] = chain }
    }
    self.chains = chains
    for (start, end) in partners where !isEmpty(start, tokens) {
      if tokens[start + 1...end].contains(where: \.breaksBefore) { breakUp(start) }
    }
  }

  /// Whether nothing at all stands in a body.
  func isEmpty(_ start: Int, _ tokens: [LayoutToken]) -> Bool {
    let end = tokens[start + 1]
    return end.symbol == .closeBrace && end.trailing == nil && end.leading.allSatisfy(\.isEmpty)
  }

  /// Puts a body, and those of the same statement, on lines of their own.
  mutating func breakUp(_ start: Int) { broken.formUnion(chains[start] ?? [start]) }
}
