import EtudeCore

/// The grammar that TextMate, Visual Studio Code, Sublime Text and others colour scripts by.
public enum TextMateGrammar {
  /// The file `etude.tmLanguage.json`.
  public static func text(_ vocabulary: Vocabulary) -> String {
    let words = EditorWords(vocabulary)
    var json = JSONText()
    json.object([
      ("name", { $0.string("Étude") }), ("scopeName", { $0.string("source.etude") }),
      ("fileTypes", { $0.list(["etude"]) { $0.string($1) } }),
      ("patterns", { $0.list([Rule.include("#code")], .lines) { $1.write(to: &$0) } }),
      (
        "repository",
        { json in
          json.object([
            (
              "code",
              { json in
                json.object([
                  ("patterns", { $0.list(rules(words), .lines) { $1.write(to: &$0) } })
                ])
              }
            )
          ])
        }
      ),
    ])
    return json.text + "\n"
  }

  /// What is looked for at each place, the first that fits.
  private static func rules(_ words: EditorWords) -> [Rule] {
    [
      .match("#.*$", "comment.line.number-sign.etude"),
      .span(
        "\"", "\"|$", "string.quoted.double.etude",
        [
          .match(#"\\["\\nt{]"#, "constant.character.escape.etude"),
          .span(
            #"\{"#, #"\}|$"#, "meta.embedded.etude",
            [
              .match(#":\s*[0-9]+%?(?=\s*\})"#, "constant.other.format.etude"), .include("#code"),
            ]),
        ]),
      .span("'", "'|$", "string.quoted.single.etude", []),
      .match(#"\b[\p{L}][\p{L}\p{M}\p{Nd}_]*(?=:)"#, "variable.parameter.etude"),
      .match(#"(?<=\.)[\p{L}][\p{L}\p{M}\p{Nd}_]*"#, "variable.other.member.etude"),
      .match(word(EditorWords.statements), "keyword.control.etude"),
      .match(word(EditorWords.operators), "keyword.operator.word.etude"),
      .match(word(EditorWords.constants), "constant.language.etude"),
      .match(
        #"\b[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?("# + EditorWords.units.map(escaped).joined(separator: "|")
          + ")?",
        "constant.numeric.etude"),
      .match(word(words.predefined), "variable.language.etude"),
      .match(word(words.verbs) + #"(?!\s*=[^=])"#, "support.function.etude"),
      .match(#"\b_[0-9]*\b"#, "variable.language.cell.etude"),
      .match(EditorWords.signs.map(escaped).joined(separator: "|"), "keyword.operator.etude"),
    ]
  }

  private static func word(_ words: [String]) -> String { #"\b("# + words.joined(separator: "|") + #")\b"# }

  /// A regular expression that stands for the text itself.
  private static func escaped(_ text: String) -> String {
    text.map {
      $0.isLetter || $0 == "%" || $0 == "," || $0 == ";" || "=<>!".contains($0) ? "\($0)" : "\\\($0)"
    }
    .joined()
  }

  /// A rule of a grammar.
  private indirect enum Rule {
    case match(String, String)
    case span(String, String, String, [Rule])
    case include(String)

    func write(to json: inout JSONText) {
      switch self {
      case .match(let pattern, let name):
        json.object([("match", { $0.string(pattern) }), ("name", { $0.string(name) })])
      case .span(let begin, let end, let name, let inner):
        json.object([
          ("begin", { $0.string(begin) }), ("end", { $0.string(end) }), ("name", { $0.string(name) }),
          ("patterns", { $0.list(inner) { $1.write(to: &$0) } }),
        ])
      case .include(let name): json.object([("include", { $0.string(name) })])
      }
    }
  }
}
