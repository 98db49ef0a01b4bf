import EtudeLanguage
import Testing

/// Help, the reference page and completion all follow from the declarations.
@Suite struct HelpTests {
  private let vocabulary = TestVocabulary.whole

  @Test func requests() {
    for text in ["?fit", "fit?", "help fit", " ? fit ", "help  fit"] {
      #expect(HelpRequest(text)?.topic == "fit")
    }
    #expect(HelpRequest("help")?.topic == .some(nil))
    #expect(HelpRequest("help transfer learning")?.topic == "transfer learning")
    #expect(HelpRequest("help cross-validation")?.topic == "cross-validation")
    for text in ["fit net", "help = fit net", "help \"fit\"", "print \"?\"", "x = 1?2", ""] {
      #expect(HelpRequest(text) == nil)
    }
  }

  @Test func everyVerbHasAPage() throws {
    for verb in vocabulary.verbs.values {
      let page = Help.text(for: verb)
      #expect(answer("help \(verb.section.word)").contains("  \(verb.name) "))
      for option in verb.options { #expect(page.contains("\(option.label):")) }
      #expect(Reference.markdown(vocabulary).contains("### \(verb.name)\n"))
    }
    #expect(answer("help fti") == "there is no verb 'fti': did you mean 'fit'?")
    #expect(answer("help fit net mels").hasPrefix("fit: "))
    #expect(answer("help nothing at all") == "there is no verb 'nothing at all': 'help' shows the way")
  }

  private func answer(_ text: String) -> String {
    HelpRequest(text).map { Help.text(for: $0, vocabulary: vocabulary) } ?? "no request"
  }

  @Test(arguments: LanguageTopic.all.keys.sorted()) func onTheLanguage(_ topic: String) throws {
    let request = try #require(HelpRequest("help \(topic)"))
    #expect(Help.text(for: request, vocabulary: vocabulary).hasPrefix("\(topic): "))
    let example = try #require(LanguageTopic.all[topic]).example
    let run = ScriptRunner(example)
    #expect(run.remarks == [] && (run.output.isEmpty == (topic == "seed" || example.isEmpty)))
  }

  @Test func onAVariable() throws {
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    _ = ScriptRunner("songs = demo clips: 2\nxs = 1..100\nmels = spectrogram songs", interpreter: interpreter)
    let songs = try #require(HelpRequest("help songs"))
    #expect(
      Help.text(for: songs, in: interpreter) == """
        songs: a dataset
          dataset of 2 seed 0

        made by
          songs = demo clips: 2

        used by
          mels = spectrogram songs

        fields
          count   2
          genres  [blues, jazz]
        """)
    let list = try #require(HelpRequest("xs?"))
    #expect(Help.text(for: list, in: interpreter).hasPrefix("xs: a list of numbers\n  [1, 2, 3, "))
    let verb = try #require(HelpRequest("help fit"))
    #expect(Help.text(for: verb, in: interpreter).hasPrefix("fit: "))
  }

  private func candidates(_ text: String) -> [String] {
    Completion.at(
      text.utf8.count, in: text, vocabulary: vocabulary,
      names: [
        "net": .kind(Kinds.model), "cv": .kind(Kinds.result),
        "xs": .list(of: .kind(Kinds.result), labels: ["a", "b"]), "mels": .kind(Kinds.spectrograms),
        "_": .kind(Kinds.result), "_3": .kind(Kinds.result),
      ]
    ).candidates
  }

  @Test("Within a text a value is completed as it is outside of it")
  func completionInTexts() {
    for (value, expected) in [
      ("cv.acc", ["accuracy"]), ("cr", ["crossval"]), ("ne", ["net"]), ("(crossval net fo", ["folds:"]),
      ("xs[\"", []),
    ] {
      #expect(candidates(value) == expected || value.contains("["), "\(value)")
      for before in ["print \"", "print \"{net} and ", "print \"a\" 'b' \"\\{ "] {
        let text = before + "{" + value
        let found = Completion.at(
          text.utf8.count, in: text, vocabulary: vocabulary,
          names: ["net": .kind(Kinds.model), "cv": .kind(Kinds.result), "mels": .kind(Kinds.spectrograms)])
        #expect(found.candidates == expected, "\(text)")
        let typed = value.split { "(. ".contains($0) }.last.map(String.init) ?? ""
        if !expected.isEmpty {
          #expect(String(decoding: Array(text.utf8)[found.range], as: UTF8.self) == typed, "\(text)")
          #expect(found.ending.isEmpty)
        }
      }
    }
    // What is escaped, or between single quotes, is text.
    for text in ["print \"\\{cv.acc", "print '{cv.acc", "print \"{cv.accuracy} cv.acc", "# \"{cv.acc"] {
      #expect(candidates(text).isEmpty || text.hasPrefix("#"), "\(text)")
    }
  }

  @Test func completion() {
    #expect(candidates("cro") == ["crossval"])
    #expect(candidates("x = cro") == ["crossval"])
    #expect(candidates("net | fre") == ["freeze"])
    #expect(candidates("crossval net fo") == ["folds:"])
    #expect(candidates("plot (crossval net fo") == ["folds:"])
    // What is given already is not asked for again.
    let first = candidates("crossval ")
    #expect(first.contains("net") && first.contains("mels"))
    let second = candidates("crossval net ")
    #expect(!second.contains("net") && second.contains("mels") && second.contains("folds:"))
    #expect(candidates("crossval net mels ").allSatisfy { $0.hasSuffix(":") })
    #expect(candidates("net | crossval ").contains("mels") && !candidates("net | crossval ").contains("net"))
    #expect(candidates("crossval net by: ") == ["\"item\"", "\"track\""])
    // What fits, and options; other names to who begins to write them.
    #expect(candidates("crossval ").filter { !$0.hasSuffix(":") } == ["mels", "net"])
    #expect(candidates("crossval ").contains("folds:"))
    #expect(candidates("report ").filter { !$0.hasSuffix(":") } == ["cv", "xs"])
    #expect(candidates("crossval c").contains("cv"))
    #expect(candidates("crossval net by: \"t") == ["track"])
    #expect(candidates("gru bidirectional: y") == ["yes"])
    #expect(candidates("cv.a") == ["accuracy"])
    #expect(candidates("print xs.a.f") == ["f1"])
    #expect(candidates("xs.") == ["a", "b", "count", "labels"])
    #expect(candidates("print xs[0].f") == ["f1"])
    #expect(candidates("print xs[[1][0]].f") == ["f1"])
    #expect(candidates("print mels[cv.accuracy]") == [])
    #expect(candidates("mels[0].").contains("name"))
    #expect(candidates("_.f") == ["f1"])
    #expect(candidates("print _3.f") == ["f1"])
    #expect(candidates("_") == ["_", "_3"])
    #expect(candidates("crossval n") == ["net"])
    #expect(candidates("demo | where la") == ["label"])
    #expect(candidates("where (demo clips: 2) na") == ["name"])
    #expect(candidates("x = demo | where name == \"a\" and l").contains("label"))
    #expect(candidates("demo | order by: ").filter { !$0.hasSuffix(":") } == ["label", "name"])
    #expect(candidates("xs | where a") == ["accuracy"])
    #expect(candidates("demo | whe") == ["where"])
    // Words of the language, where they may stand.
    #expect(candidates("inc") == ["include"])
    #expect(candidates("x = 1\npar") == ["param"])
    #expect(candidates("for x in xs { par") == [])
    #expect(candidates("for x in xs { fo").contains("for"))
    #expect(candidates("for x ") == ["in"])
    #expect(candidates("if yes { } el") == ["else"])
    #expect(candidates("if yes { } else ").contains("if"))
    #expect(candidates("if n").contains("not"))
    #expect(candidates("if cv.accuracy > 1 an") == ["and"])
    #expect(candidates("demo | where name == \"a\" o") == ["or"])
    #expect(candidates("demo | where no").contains("not"))
    #expect(Completion.at(8, in: "load \"so", vocabulary: vocabulary, names: [:]).isPath)
    #expect(Completion.at(8, in: "load \"so", vocabulary: vocabulary, names: [:]).range == 6..<8)
  }
}
