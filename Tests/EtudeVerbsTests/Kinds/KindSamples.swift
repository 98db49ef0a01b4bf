import EtudeCore
import EtudeLanguage
import EtudeSession
import EtudeVerbs
import Testing

/// A value of every kind, as a script makes it.
struct KindSamples {
  let bench: Bench
  let values: [Kind: any ObjectValue]

  /// Kinds of what other values hold, and of what is there from the start: no verb makes one.
  let unmade: Set<Kind>

  /// What verbs make.
  private static let made = """
    songs = demo genres: 3 clips: 4 length: 1s
    clip = songs[0]
    mels = songs | spectrogram size: 32
    mel = mels[0]
    coefficients = songs | mfcc size: 32
    coefficient = coefficients[0]
    net = stats | classify
    fitted = fit net mels epochs: 2 validation: 0%
    cv = crossval net mels folds: 2 epochs: 1
    clip = (mistakes cv)[0]
    plan = folds songs count: 2
    prediction = predict fitted clip
    array = features fitted mels
    library = index songs with: fitted
    picture = plot songs
    table = report cv

    """

  /// What no verb makes, since other values hold it.
  private static let held = """
    history = fitted.history
    epoch = history[0]
    score = cv.folds[0]
    item = cv.items[0]
    fold = plan[0]
    row = table[0]
    """

  init() throws {
    bench = try Bench()
    let outcome = bench.run(Self.made + Self.held)
    #expect(outcome.error == nil, "\(outcome.error ?? "")")
    let names = Set(
      Self.held.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
    let made = Self.objects(outcome.bindings.filter { !names.contains($0.key) }.values)
    let session = Session(vocabulary: .standard)
    let others =
      Self.objects(outcome.bindings.filter { names.contains($0.key) }.values)
      + Self.objects(Vocabulary.standard.predefined.values) + [SessionValue(session.record)]
    values = Dictionary((made + others).map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    unmade = Set(others.map(\.kind))
  }

  private static func objects(_ values: some Sequence<Value>) -> [any ObjectValue] {
    values.compactMap { if case .object(let object) = $0 { object } else { nil } }
  }

  /// Every kind that is declared, by name.
  static let declarations = (Vocabulary.standard.kinds.values + SessionValue.declarations)
    .sorted { $0.kind.name < $1.kind.name }

  /// A call of a verb that takes one operand.
  func call(_ verb: Verb, _ value: Value, _ options: [String: Value]) -> Call {
    let work = Work(threads: 1, store: bench.cache)
    return Call(
      verb: verb, operands: ["x": value], options: Self.whole(options, of: verb),
      environment: Environment(work: work, readingFolder: bench.folder, writingFolder: bench.folder),
      statement: verb.name)
  }

  /// The same call as the checker sees it.
  func staticCall(_ verb: Verb, _ value: Value, _ options: [String: Value]) -> StaticCall {
    StaticCall(
      verb: verb, operands: ["x": StaticValue(value.type)],
      options: Self.whole(options, of: verb).mapValues { StaticValue($0.type, known: $0) })
  }

  private static func whole(_ options: [String: Value], of verb: Verb) -> [String: Value] {
    var whole = options
    for option in verb.options where whole[option.label] == nil { whole[option.label] = option.default }
    return whole
  }
}
