/// Constructs of other languages that have nothing in their place, whatever the vocabulary is.
enum Absences {
  /// What to say of a statement by the word that it starts with; nil if it is no such construct.
  static func answer(to first: ForeignToken, _ second: ForeignToken?, in context: ForeignContext) -> Hints
    .Absence?
  {
    let word = first.text
    if context.isBound(word) || context.vocabulary.verbs[word] != nil || Reserved.words.contains(word) {
      return nil
    }
    if second?.text == "=", first.kind == .name { return nil }
    return constructs[word]
  }

  /// The same for a call: `plt.show()`, `x = torch.optim.Adam(lr=1e-3)`.
  static func answer(toCallIn tokens: [ForeignToken], in context: ForeignContext) -> Hints.Absence? {
    var place = tokens.count > 2 && tokens[1].text == "=" ? 2 : 0
    guard place < tokens.count, tokens[place].kind == .name else { return nil }
    while place + 2 < tokens.count, tokens[place + 1].text == ".", tokens[place + 2].kind == .name {
      place += 2
    }
    guard place + 1 < tokens.count, tokens[place + 1].text == "(",
      context.vocabulary.verbs[tokens[place].text] == nil || place > 0
    else { return nil }
    return context.vocabulary.elsewhere.absences[tokens[place].text]
  }

  private static let noFunctions = Hints.Absence(
    "there are no functions", "write the statements out, or put them into a file and include it")
  private static let noImports = Hints.Absence(
    "nothing is imported", "take this line out: all verbs are there")
  private static let noEnd = Hints.Absence("nothing ends with a word", "a body ends with '}'")

  private static let constructs: [String: Hints.Absence] = [
    "import": noImports, "from": noImports, "library": noImports, "require": noImports, "using": noImports,
    "pip": noImports, "source": noImports,
    "def": noFunctions, "function": noFunctions, "func": noFunctions, "fn": noFunctions,
    "lambda": noFunctions,
    "class": noFunctions, "return": noFunctions, "yield": noFunctions, "async": noFunctions,
    "elif": Hints.Absence("there is no 'elif'", "the form is: } else if x > 3 { … }"),
    "elseif": Hints.Absence("there is no 'elseif'", "the form is: } else if x > 3 { … }"),
    "switch": Hints.Absence("there is no 'switch'", "'if … { … } else if … { … }' chooses"),
    "match": Hints.Absence("there is no 'match'", "'if … { … } else if … { … }' chooses"),
    "unless": Hints.Absence("there is no 'unless'", "the form is: if not … { … }"),
    "while": Hints.Absence("there is no 'while'", "'for' goes over lists and what has elements"),
    "repeat": Hints.Absence("there is no 'repeat'", "'for' goes over lists and what has elements"),
    "do": Hints.Absence("there is no 'do'", "'for' goes over lists and what has elements"),
    "break": Hints.Absence("there is no 'break'", "a 'for' goes to its end"),
    "continue": Hints.Absence("there is no 'continue'", "a 'for' goes to its end"),
    "pass": Hints.Absence("there is no 'pass'", "a body may be empty"),
    "try": Hints.Absence("errors are not caught", "a script stops at the first one"),
    "except": Hints.Absence("errors are not caught", "a script stops at the first one"),
    "raise": Hints.Absence("errors are not raised"), "throw": Hints.Absence("errors are not raised"),
    "with": Hints.Absence("there is no 'with'", "files are opened and closed by the verbs"),
    "del": Hints.Absence("a name cannot be taken away", "bind it to something else"),
    "rm": Hints.Absence("a name cannot be taken away", "bind it to something else"),
    "end": noEnd, "endfor": noEnd, "done": noEnd, "fi": noEnd,
    "global": Hints.Absence("all names are global", "take this line out"),
    "exit": leaving, "quit": leaving, "q": leaving, "bye": leaving, "logout": leaving,
    "whos": names, "who": names,
    "ls": shell, "dir": shell, "cd": shell, "pwd": shell, "mkdir": shell, "clear": shell, "clc": shell,
    "cls": shell,
    "cp": shell, "mv": shell, "sudo": shell, "time": shell,
  ]

  private static let leaving = Hints.Absence(
    "there is no statement to leave with", "in the REPL: .quit or Ctrl-D")
  private static let names = Hints.Absence("no verb lists the names", "in the REPL: .vars")
  private static let shell = Hints.Absence("the shell's commands are not known here")

  /// How others write yes and no, in small letters.
  private static let flags = ["true": "yes", "yes": "yes", "false": "no", "no": "no"]

  /// `yes` for `True`, `TRUE` or `Yes`; nil for what is neither yes nor no.
  static func flag(for word: String) -> String? { flags[word.lowercased()] }

  /// Words that are no names even where they stand within a statement.
  static let empties: Set<String> = ["None", "null", "NULL", "nil", "undefined"]
}
