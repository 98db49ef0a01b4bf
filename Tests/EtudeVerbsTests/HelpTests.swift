import EtudeCore
import EtudeLanguage
import EtudeVerbs
import Testing

/// What help says: a first screen, a page a section, a page a concept.
@Suite("Help") struct HelpTests {
  private let vocabulary = Vocabulary.standard

  private func answer(_ text: String) throws -> String {
    Help.text(for: try #require(HelpRequest(text)), vocabulary: vocabulary)
  }

  @Test("The first page fits a window of 80 columns and 24 rows, the prompt's among them")
  func firstPage() throws {
    let lines = try answer("help").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count < 24 && lines.allSatisfy { $0.count <= 80 }, "\(lines.joined(separator: "\n"))")
    #expect(vocabulary.guide.flow.count == 10)
    for section in Verb.Section.allCases {
      #expect(lines.contains { $0.hasPrefix("  help \(section.word) ") })
      let page = try answer("help \(section.word)")
      for verb in vocabulary.verbs.values where verb.section == section {
        #expect(page.contains("\n  \(verb.name) "))
      }
    }
  }

  @Test("Every concept has five lines at most and a line to try, and its verbs name it")
  func concepts() throws {
    let asked = [
      "cnn", "convolution", "gru", "gates", "transfer learning", "freezing", "cross-validation", "fold",
      "leakage",
      "spectrogram", "mel", "mfcc", "confusion matrix", "overfitting", "interval",
    ]
    let names = vocabulary.guide.concepts.map(\.name)
    #expect(Set(names) == Set(asked) && names.count == asked.count)
    let words = vocabulary.guide.concepts.flatMap { [$0.name] + $0.others }
    #expect(Set(words).count == words.count)
    #expect(try names.allSatisfy { try answer("help concept").contains("help concept \($0)") })
    for concept in vocabulary.guide.concepts {
      #expect((3...5).contains(concept.lines.count) && concept.lines.allSatisfy { $0.count <= 76 })
      for name in [concept.name, concept.name.uppercased()] + concept.others {
        #expect(try answer("help concept \(name)").contains("try\n  \(concept.example)"))
      }
      for verb in concept.verbs {
        #expect(try answer("help \(verb)").contains("\n  help concept \(concept.name)"), "\(verb)")
      }
    }
    #expect(try answer("help transfer learning").hasPrefix("transfer learning\n"))
    #expect(
      try answer("help concept gru unit") == "there is no concept 'gru unit': 'help concept' lists them")
  }

  @Test("Every verb has two worked examples") func examples() {
    for verb in vocabulary.verbs.values {
      #expect(verb.examples.count >= 2 && Set(verb.examples).count == verb.examples.count, "\(verb.name)")
    }
  }
}
