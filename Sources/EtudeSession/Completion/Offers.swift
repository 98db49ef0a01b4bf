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
    /// One line: what it is; empty where there is nothing to say.
    public var note: String

    public init(_ text: String, shown: String? = nil, note: String = "") {
      self.text = text
      self.shown = shown ?? text
      self.note = note
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

  /// What fits in a cell at the end of a text.
  public static func inCell(endOf text: String, in session: Session) -> Offers {
    let completion = session.completions(text, at: text.utf8.count)
    let start = completion.range.lowerBound
    if completion.isPath {
      let quote = PathOffers.quote(before: start, in: text)
      return PathOffers.offers(in: text, from: start, closing: quote, base: session.folder)
    }
    return Offers(
      replaced: completion.range,
      candidates: completion.candidates.map {
        .init($0 + completion.ending, shown: $0, note: completion.notes[$0] ?? "")
      })
  }
}
