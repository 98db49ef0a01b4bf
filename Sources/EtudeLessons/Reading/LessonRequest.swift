import EtudeCore
import EtudeLanguage

/// A cell that asks for lessons: `lesson`, `lesson gates`, `lesson "gates" songs: "~/music"`.
public struct LessonRequest: Sendable, Equatable {
  /// The lesson; nil for the list.
  public let name: String?
  /// The folder of the songs that it shall be about; nil for its own.
  public let songs: String?

  /// Reads a cell's text; nil if it asks for no lesson.
  public init?(_ text: String) {
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard words.first == "lesson" || words.first == "lessons", !text.contains("\n") else { return nil }
    self.init(argument: words.count > 1 ? String(words[1]) : "")
  }

  /// Reads what follows the word; nil if it is something else, such as an assignment.
  public init?(argument: String) {
    var rest = argument[...]
    var pieces: [String] = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else { break }
      if first == "\"" || first == "'" {
        guard let end = rest.dropFirst().firstIndex(of: first) else { return nil }
        pieces.append(String(rest[rest.index(after: rest.startIndex)..<end]))
        rest = rest[rest.index(after: end)...]
      } else {
        // `songs:` and `songs=` end where the folder's name begins.
        let word = rest.prefix { !$0.isWhitespace && $0 != ":" && $0 != "=" }
        guard !word.isEmpty else { return nil }
        pieces.append(String(word))
        rest = rest[word.endIndex...]
        if rest.first == ":" || rest.first == "=" { rest = rest.dropFirst() }
        if word == "songs", let folder = Self.bare(&rest) { pieces.append(folder) }
      }
    }
    switch pieces.count {
    case 0: (name, songs) = (nil, nil)
    case 1 where pieces[0] != "songs": (name, songs) = (pieces[0], nil)
    case 3 where pieces[1] == "songs": (name, songs) = (pieces[0], pieces[2])
    default: return nil
    }
  }

  /// A folder's name without quotes, up to a space.
  private static func bare(_ rest: inout Substring) -> String? {
    rest = rest.drop(while: \.isWhitespace)
    guard let first = rest.first, first != "\"", first != "'" else { return nil }
    let word = rest.prefix { !$0.isWhitespace }
    rest = rest[word.endIndex...]
    return String(word)
  }

  /// The lesson that is asked for; nil for the list. A `Failure` says which there are.
  public func lesson() throws -> Lesson? {
    guard let name else { return nil }
    let lesson = try Lesson.named(name)
    return try songs.map { try lesson.about(songsIn: $0) } ?? lesson
  }

  /// What a notebook, in which nobody can be asked between lines, shows of it: the list, or how to have the lesson as a notebook.
  public var page: String {
    do {
      guard let lesson = try lesson() else { return Lesson.list(command: "etude lesson --notebook") }
      return "\(lesson.title) is a notebook of its own, which this command in a shell writes: "
        + "etude lesson \(lesson.name) --notebook"
    } catch {
      let failure = error as? Failure
      return [failure?.cause, failure?.fix].compactMap { $0 }.joined(separator: "; ")
    }
  }
}
