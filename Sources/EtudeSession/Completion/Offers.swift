import EtudeLanguage

/// What a front end offers to who writes a cell: candidates for a range of bytes before the cursor.
public struct Offers: Sendable, Equatable {
  /// UTF-8 offsets into the line that a candidate replaces.
  public var replaced: Range<Int>
  public var candidates: [Candidate]

  /// One offer: the text put into the line, and what the list of offers shows.
  public struct Candidate: Sendable, Equatable {
    public var text: String
    public var shown: String

    public init(_ text: String, shown: String? = nil) {
      self.text = text
      self.shown = shown ?? text
    }
  }

  public init(replaced: Range<Int>, candidates: [Candidate]) {
    self.replaced = replaced
    self.candidates = candidates
  }

  /// The longest text with which all candidates begin; empty if there are none.
  public var commonPrefix: String {
    guard var prefix = candidates.first?.text else { return "" }
    for candidate in candidates.dropFirst() {
      prefix = String(zip(prefix, candidate.text).prefix { $0.0 == $0.1 }.map(\.0))
    }
    return prefix
  }

  /// What fits in a cell at the end of a line that goes on from the unfinished lines `before`, if any.
  public static func inCell(endOf line: String, after before: String?, in session: Session) -> Offers {
    let lead = before.map { $0 + "\n" } ?? ""
    let text = lead + line
    let completion = session.completions(text, at: text.utf8.count)
    if completion.isPath {
      return PathOffers.offers(in: line, base: session.folder) ?? Offers(replaced: 0..<0, candidates: [])
    }
    let ending = PathOffers.openString(in: line).map { PathOffers.quote(before: $0, in: line) } ?? ""
    let range = completion.range.lowerBound - lead.utf8.count..<completion.range.upperBound - lead.utf8.count
    guard range.lowerBound >= 0 else { return Offers(replaced: 0..<0, candidates: []) }
    return Offers(
      replaced: range,
      candidates: completion.candidates.map { .init($0 + ending + " ", shown: $0) })
  }
}
