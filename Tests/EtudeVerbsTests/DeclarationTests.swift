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
      #expect(option.default != nil || !option.absence.isEmpty || option.isRequired, "\(option.label)")
      for case .choice(let names) in option.accepts {
        if case .text(let text)? = option.default { #expect(names.contains(text)) }
      }
      for case .integer(let range) in option.accepts {
        if case .number(let number)? = option.default { #expect(range.contains(Int(number))) }
      }
    }
  }

  @Test("Every default is read by its declaration, and so is all that operands and options let through")
  func typed() throws {
    let samples = try KindSamples()
    for verb in Self.verbs {
      for declared in verb.declaredOptions {
        if let value = declared.option.default { #expect(declared.reads(value), "\(declared.label)") }
        for value in declared.option.accepts.flatMap({ $0.samples(samples) }) {
          #expect(declared.reads(value), "\(verb.name) \(declared.label): \(value)")
        }
      }
      for declared in verb.declaredOperands {
        for value in declared.operand.accepts.flatMap({ $0.samples(samples) }) {
          #expect(declared.reads(value), "\(verb.name) \(declared.name): \(value)")
        }
      }
    }
  }

  /// What it may mean not to give an option where there is nothing to write: it does nothing, leaves nothing out, or follows
  /// from a file, a picture, or a network and the song that it hears.
  private static let nothingToWrite: Set<String> = [
    "off", "none", "all", "all of it", "the end", "to the end", "at its end", "shown", "what was shown, too",
    "to suit",
    "the file's own", "where the answer is farthest from 0", "the first recurrent one",
    "the first with gates", "the predicted one",
    "the last map", "what suits the network", "the last step",
    "what a fitted network learned from, else 30 s",
  ]

  @Test("What an option means when it is absent can be written out", arguments: verbs.map(\.name))
  func absences(_ name: String) throws {
    let verb = try #require(Vocabulary.standard.verbs[name])
    for option in verb.options where option.default == nil && !option.isRequired && option.derived == nil {
      // A saved session writes its seeds as statements; the elements that an expression is asked of say what it is.
      #expect(
        Self.nothingToWrite.contains(option.absence) || option.label == "seed" || option.isAskedOfElements,
        "\(option.label): \(option.absence)")
    }
  }

  @Test("Docs/Reference.md is what the declarations say; if not, run: Scripts/made")
  func reference() throws {
    let repository = Paths.folder(of: Paths.folder(of: Paths.folder(of: #filePath)))
    let written = String(decoding: try WholeFile.read(repository + "/Docs/Reference.md"), as: UTF8.self)
    // The session commands follow.
    #expect(written.hasPrefix(Reference.markdown(.standard)))
  }
}

extension Option {
  fileprivate var isAskedOfElements: Bool { accepts.contains { if case .each = $0 { true } else { false } } }
}

extension Accepts {
  /// Values that are let through: those at the ends of ranges, one of each kind.
  fileprivate func samples(_ kinds: KindSamples) -> [Value] {
    switch self {
    case .integer(let range): [range.lowerBound, range.upperBound].map { .number(Double($0)) }
    case .seed: [.number(0), .exactly(.max)]
    case .number(let range): [range.lowerBound, range.upperBound].map { .number($0) }
    case .share(let range):
      [range.lowerBound, range.upperBound].flatMap { [.number($0), .quantity(Quantity($0, .percent))] }
    case .quantity(let dimension, let range):
      Unit.allCases.filter { $0.dimension == dimension }.flatMap { unit in
        [range.lowerBound, range.upperBound].map { .quantity(Quantity($0, unit)) }
      }
    case .text: [.text(""), .text("a")]
    case .choice(let words): words.map { .text($0) }
    case .flag: [.flag(true), .flag(false)]
    case .list(let item):
      item.samples(kinds).first.map { first in
        [.list(ListValue(of: first.type, item.samples(kinds).map { (nil, $0) }))]
      } ?? []
    case .kind(let kind): kinds.values[kind].map { [.object($0)] } ?? []
    case .anything: [.number(1), .nothing]
    case .each: []
    }
  }
}
