import EtudeCore

extension Lesson {
  /// The line in which a lesson gets its songs.
  private static let songs = "songs = "

  /// The lesson about songs of a folder or manifest, in place of those that it synthesises.
  ///
  /// Of each song half a minute is taken, and ten songs of a genre: lessons are short.
  ///
  /// - Throws: `Failure` if the lesson makes its own sounds.
  public func about(songsIn path: String) throws -> Lesson {
    var lesson = self
    var isFound = false
    lesson.parts = parts.map { part in
      guard case .lines(let lines) = part, let place = lines.firstIndex(where: { $0.hasPrefix(Self.songs) })
      else { return part }
      isFound = true
      var own = lines
      let quoted = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
        "{", with: "\\{")
      own[place] = Self.songs + "load \"\(quoted)\" length: 30s limit: 10"
      return .lines(own)
    }
    guard isFound else {
      throw Failure("the lesson '\(name)' has no songs in it", fix: "leave out songs=")
    }
    return lesson
  }
}
