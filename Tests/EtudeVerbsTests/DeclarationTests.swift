import EtudeCore
import EtudeLanguage
import EtudeVerbs
import Testing

/// What must hold of every declaration, since help, checking and the reference are read from it.
@Suite("Declarations") struct DeclarationTests {
  static let verbs = Vocabulary.standard.verbs.values.sorted { $0.name < $1.name }

  /// The names that examples speak of; the fitted network has each layer that one of them names.
  static let scene = """
    songs = demo
    clip = songs[0]
    parts = split songs
    mels = songs | spectrogram
    net = stats | classify
    all = combine [mobilenetv2 | freeze, conv 4 | relu | conv 8, gru 4] | classify
    fitted = fit all mels
    cv = crossval net mels
    a = cv
    b = cv
    plan = folds songs
    vectors = features (mobilenetv2 | freeze) mels

    """

  @Test("Every example of every verb passes the checker", arguments: verbs.map(\.name))
  func examples(_ name: String) throws {
    let verb = try #require(Vocabulary.standard.verbs[name])
    #expect(!verb.examples.isEmpty)
    for example in verb.examples {
      let interpreter = Interpreter(
        vocabulary: .standard, predefined: ["session": (.kind(Kind("session")), { .nothing })])
      let source = SourceText(name: name, text: Self.scene + example + "\n")
      do {
        _ = try interpreter.check(source)
      } catch {
        Issue.record("\(error.rendered(in: .plain))")
      }
    }
  }

  @Test("Defaults lie in their own ranges, labels and operands are unique", arguments: verbs.map(\.name))
  func options(_ name: String) throws {
    let verb = try #require(Vocabulary.standard.verbs[name])
    #expect(Set(verb.options.map(\.label)).count == verb.options.count)
    #expect(verb.options.filter(\.isMain).count <= 1)
    for option in verb.options {
      #expect(!option.help.isEmpty)
      #expect(option.standard != nil || !option.absence.isEmpty || option.isRequired, "\(option.label)")
      for case .choice(let names) in option.accepts {
        if case .text(let text)? = option.standard { #expect(names.contains(text)) }
      }
      for case .integer(let range) in option.accepts {
        if case .number(let number)? = option.standard { #expect(range.contains(Int(number))) }
      }
    }
  }

  @Test("Docs/Reference.md is what the declarations say; if not, run: etude reference > Docs/Reference.md")
  func reference() throws {
    let repository = WholeFile.folder(of: WholeFile.folder(of: WholeFile.folder(of: #filePath)))
    let written = String(decoding: try WholeFile.read(repository + "/Docs/Reference.md"), as: UTF8.self)
    #expect(written == Reference.markdown(.standard))
  }
}
