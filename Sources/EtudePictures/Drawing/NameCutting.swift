/// Names cut to the room there is, so that two that differ still do.
package enum NameCutting {
  /// The share of the letters kept that stand at the beginning, tried in this order.
  private static let balances = [0.5, 0.7, 0.3, 1, 0]

  /// The names in order, those too long with `…` in place of what was cut: of their middle, or of another part where the
  /// middle is what tells them apart.
  ///
  /// Equal names stay equal. In next to no room names that nothing else tells apart are numbered.
  /// - Parameter fits: whether a text has room; what is shorter than a text that does has too.
  package static func cut(_ names: [String], fits: (String) -> Bool) -> [String] {
    var seen: Set<String> = []
    let different = names.filter { seen.insert($0).inserted }
    guard !different.allSatisfy(fits) else { return names }
    var texts = different
    for balance in balances {
      texts = different.map { cut($0, balance: balance, fits: fits) }
      if Set(texts).count == different.count { break }
    }
    if Set(texts).count < different.count {
      texts = different.map { cut($0, fits: fits) }
      tellApart(&texts, of: different, fits: fits)
    }
    let short = Dictionary(zip(different, texts)) { first, _ in first }
    return names.map { short[$0] ?? $0 }
  }

  /// A text with its middle cut out.
  static func cut(_ text: String, balance: Double = 0.5, fits: (String) -> Bool) -> String {
    if text.isEmpty || fits(text) { return text }
    let letters = Array(text)
    func shortened(_ kept: Int) -> String {
      let head = Int((Double(kept) * balance).rounded(.up))
      return String(letters.prefix(head)) + "…" + String(letters.suffix(kept - head))
    }
    return longest(upTo: letters.count - 1, shortened, fits: fits)
  }

  /// The longest of some texts, each longer than the one before, that fits; the shortest where none does.
  private static func longest(
    upTo most: Int, _ text: (Int) -> String, fits: (String) -> Bool
  ) -> String {
    // A text without letters has nothing to cut, and need not fit anywhere.
    var (low, high) = (max(0, min(1, most)), max(1, most))
    while low < high {
      let middle = (low + high + 1) / 2
      if fits(text(middle)) { low = middle } else { high = middle - 1 }
    }
    return text(low)
  }

  /// Shows of names that look the same the letters from the first on in which they differ; else numbers them.
  private static func tellApart(_ texts: inout [String], of names: [String], fits: (String) -> Bool) {
    let groups = Dictionary(grouping: texts.indices, by: { [texts] in texts[$0] }).values.filter {
      $0.count > 1
    }
    for group in groups.sorted(by: { $0[0] < $1[0] }) {
      let first = Array(names[group[0]])
      let common = group.dropFirst().reduce(first.count) { common, name in
        min(common, zip(first, names[name]).prefix { $0 == $1 }.count)
      }
      for name in group {
        let rest = Array(names[name].dropFirst(common))
        texts[name] = longest(
          upTo: rest.count,
          { kept in
            "…" + String(rest.prefix(kept)) + (kept < rest.count ? "…" : "")
          }, fits: fits)
      }
    }
    guard Set(texts).count < texts.count else { return }
    for place in texts.indices where !fits(names[place]) {
      let number = "\(place + 1) "
      texts[place] = number + cut(names[place], balance: 1) { fits(number + $0) }
    }
  }
}
