/// The file by which Vim and Neovim colour scripts.
public enum VimSyntax {
  /// The file `etude.vim`.
  public static func text(_ vocabulary: Vocabulary) -> String {
    let known = EditorWords(vocabulary)
    let units = EditorWords.units.map { $0 == "%" ? "\\%" : $0 }.joined(separator: "|")
    var lines = [
      "\" Vim syntax file: Étude scripts. Made by: etude grammar --vim",
      "if exists(\"b:current_syntax\")", "  finish", "endif", "",
    ]
    // Of two that fit at one place, the one that stands last counts.
    lines += [
      #"syntax match etudeOperator "\v\.\.|[-+*/<>=!|,;]""#,
      #"syntax match etudeNumber "\v<\d+(\.\d+)?([eE][-+]?\d+)?("# + units + #")?""#,
      #"syntax match etudeCell "\v<_\d*>""#, #"syntax match etudeField "\v\.@1<=\k+""#,
    ]
    lines += Self.words("etudeStatement", EditorWords.statements)
    lines += Self.words("etudeLogical", EditorWords.operators)
    lines += Self.words("etudeConstant", EditorWords.constants)
    lines += Self.words("etudePredefined", known.predefined)
    lines += known.verbs.map { #"syntax match etudeVerb "\v\.@1<!<"# + $0 + #">(\s*\=[^=]|:)@!""# }
    lines += [
      #"syntax match etudeLabel "\v<\k+:@=""#, #"syntax match etudeEscape "\v\\["\\nt{]" contained"#,
      #"syntax region etudeValue start="{" end="}" oneline contained contains=TOP"#,
      #"syntax region etudeString start=+"+ skip=+\\"+ end=+"+ oneline contains=etudeEscape,etudeValue"#,
      "syntax region etudeString start=+'+ end=+'+ oneline", ##"syntax match etudeComment "#.*$""##,
      "",
    ]
    lines += links.map { "highlight default link \($0) \($1)" }
    return (lines + ["", "let b:current_syntax = \"etude\""]).map { $0 + "\n" }.joined()
  }

  private static let links = [
    ("etudeComment", "Comment"), ("etudeString", "String"), ("etudeEscape", "SpecialChar"),
    ("etudeNumber", "Number"), ("etudeConstant", "Boolean"), ("etudeStatement", "Statement"),
    ("etudeLogical", "Operator"), ("etudeOperator", "Operator"), ("etudeVerb", "Function"),
    ("etudeLabel", "Identifier"), ("etudeField", "Special"), ("etudePredefined", "Constant"),
    ("etudeCell", "Constant"),
  ]

  private static func words(_ group: String, _ words: [String]) -> [String] {
    // No 'syntax keyword': it would go before a label that is called so.
    [#"syntax match \#(group) "\v\.@1<!<(\#(words.joined(separator: "|")))>:@!""#]
  }
}
