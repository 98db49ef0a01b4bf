import EtudeLanguage

/// The comments after a saved statement: `# digest cv sha256:…  # accuracy cv 0.71`.
enum DigestComment {
  /// What a statement gave to each name: its digest, and the number that says most of it, where there is one.
  static func text(_ values: [(name: String, value: Value)]) -> String {
    values.map { name, value in
      guard let digest = value.digest else { return "" }
      let figure = Figure(of: value).map { "  # \($0.what) \(name) \($0.text)" } ?? ""
      return "  # digest \(name) \(digest)\(figure)"
    }.joined()
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
  }

  /// What the comments of a line say, by name.
  static func read(_ line: String) -> [String: Noted] {
    var noted: [String: Noted] = [:]
    for comment in line.split(separator: "#").dropFirst() {
      let words = comment.split(separator: " ").map(String.init)
      guard words.count == 3 else { continue }
      switch words[0] {
      case "digest": noted[words[1], default: Noted()].digest = words[2]
      case "accuracy", "value":
        noted[words[1], default: Noted()].figure = Figure(what: words[0], text: words[2])
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
