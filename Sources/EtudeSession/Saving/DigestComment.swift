import EtudeLanguage

/// The comments after a saved statement: `# digest cv sha256:…  # accuracy cv 0.71  # written 7a3e-1f0c22`.
enum DigestComment {
  /// What a statement gave to each name: its digest, and the number that says most of it, where there is one.
  ///
  /// - Parameter hasParts: whether each of a value's parts has its marks, since they are read from files.
  static func text(_ values: [(name: String, value: Value)], hasParts: Bool) -> String {
    values.map { name, value in
      guard let digest = value.digest else { return "" }
      let figure = Figure(of: value).map { "  # \($0.what) \(name) \($0.text)" } ?? ""
      let parts = (hasParts ? PartMarks(of: value) : nil).map { "  # parts \(name) \($0.text)" } ?? ""
      return "  # digest \(name) \(digest)\(figure)\(parts)"
    }.joined()
  }

  /// The comment that stands for the statement's own words.
  static func text(mark: String) -> String { "  # written \(mark)" }

  /// What that comment says; nil where there is none.
  static func mark(in line: String) -> String? {
    comments(line).last { $0.count == 2 && $0[0] == "written" }?[1]
  }

  /// The words of each comment of a line.
  private static func comments(_ line: String) -> [[String]] {
    line.split(separator: "#").dropFirst().map { $0.split(separator: " ").map(String.init) }
  }

  /// The number that says most of a value: a result's accuracy, a number itself.
  struct Figure: Equatable {
    let what: String
    let text: String

    init?(of value: Value) {
      if let number = value.numeric {
        (what, text) = ("value", "\(number)")
      } else if case .object(let object as any RunValue) = value, let accuracy = object.runScores["accuracy"],
        accuracy.isFinite
      {
        (what, text) = ("accuracy", "\(accuracy)")
      } else {
        return nil
      }
    }

    init(what: String, text: String) {
      self.what = what
      self.text = text
    }
  }

  /// What the comments of a line say of one name.
  struct Noted {
    var digest: String?
    var figure: Figure?
    var parts: PartMarks?
  }

  /// What the comments of a line say, by name.
  static func read(_ line: String) -> [String: Noted] {
    var noted: [String: Noted] = [:]
    for words in comments(line) where words.count == 3 {
      switch words[0] {
      case "digest": noted[words[1], default: Noted()].digest = words[2]
      case "accuracy", "value":
        noted[words[1], default: Noted()].figure = Figure(what: words[0], text: words[2])
      case "parts": noted[words[1], default: Noted()].parts = PartMarks(words[2])
      default: break
      }
    }
    return noted.filter { $0.value.digest != nil }
  }

  /// The first name to which a statement gave another value than the comment on its last line says.
  static func difference(in executed: ExecutedStatement) -> String? {
    read(executed.lastLineText).sorted { $0.key < $1.key }.first { name, noted in
      executed.bound[name].map { $0.digest != noted.digest } ?? false
    }?.key
  }
}
