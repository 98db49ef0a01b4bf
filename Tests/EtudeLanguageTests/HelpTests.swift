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
    for text in ["fit net", "help fit net", "print \"?\"", "x = 1?2", ""] {
      #expect(HelpRequest(text) == nil)
    }
  }

  @Test func everyVerbHasAPage() throws {
    for verb in vocabulary.verbs.values {
      let page = Help.text(for: verb)
      for option in verb.options { #expect(page.contains("\(option.label):")) }
      #expect(Help.overview(vocabulary).contains("  \(verb.name) "))
      #expect(Reference.markdown(vocabulary).contains("### \(verb.name)\n"))
    }
    let request = try #require(HelpRequest("help fti"))
    #expect(Help.text(for: request, vocabulary: vocabulary) == "there is no verb 'fti': did you mean 'fit'?")
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

  @Test func completion() {
    #expect(candidates("cro") == ["crossval"])
    #expect(candidates("x = cro") == ["crossval"])
    #expect(candidates("net | fre") == ["freeze"])
    #expect(candidates("crossval net fo") == ["folds:"])
    #expect(candidates("plot (crossval net fo") == ["folds:"])
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
    #expect(Completion.at(8, in: "load \"so", vocabulary: vocabulary, names: [:]).isPath)
    #expect(Completion.at(8, in: "load \"so", vocabulary: vocabulary, names: [:]).range == 6..<8)
  }
}
