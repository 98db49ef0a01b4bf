/// What the parts of a text are, for those who show code in colours.
public enum CodeColors {
  public enum Role: String, Sendable, CaseIterable {
    case plain, comment, keyword, verb, label, number, text
  }

  public struct Piece: Sendable, Equatable {
    public let role: Role
    public let text: String
  }

  /// The text in pieces, in order; put together they are the text.
  public static func pieces(of text: String, _ vocabulary: Vocabulary) -> [Piece] {
    let source = SourceText(name: "", text: text)
    var pieces: [Piece] = []
    var end = 0
    func add(_ role: Role, _ range: Range<Int>) {
      guard !range.isEmpty else { return }
      if let last = pieces.last, last.role == role {
        pieces[pieces.count - 1] = Piece(role: role, text: last.text + source.text(range))
      } else {
        pieces.append(Piece(role: role, text: source.text(range)))
      }
    }
    /// Space between tokens, in which a comment goes from its sign to the end of its line.
    func addGap(to start: Int) {
      while end < start {
        let isComment = source.bytes[end] == UInt8(ascii: "#")
        let stop = source.bytes[end..<start].firstIndex(of: UInt8(ascii: isComment ? "\n" : "#")) ?? start
        add(isComment ? .comment : .plain, end..<stop)
        end = stop
      }
    }
    for token in Scanner.scan(source).tokens where token.range.lowerBound >= end && !token.range.isEmpty {
      addGap(to: token.range.lowerBound)
      add(role(of: token, source.text(token.range), vocabulary), token.range)
      end = token.range.upperBound
    }
    addGap(to: source.bytes.count)
    return pieces
  }

  private static func role(of token: Token, _ text: String, _ vocabulary: Vocabulary) -> Role {
    switch token.kind {
    case .name: Reserved.words.contains(text) ? .keyword : vocabulary.verbs[text] == nil ? .plain : .verb
    case .label: .label
    case .number, .whole, .quantity: .number
    case .text: .text
    default: .plain
    }
  }
}
