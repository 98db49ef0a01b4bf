import EtudeCore
import EtudeLanguage
import EtudeSession
import EtudeVerbs
import Testing

/// A value of every kind, as a script makes it.
struct KindSamples {
  let bench: Bench
  let values: [Kind: any ObjectValue]

  init() throws {
    bench = try Bench()
    let outcome = bench.run(
      """
      songs = demo genres: 3 clips: 4 length: 1s
      clip = songs[0]
      mels = songs | spectrogram size: 32
      mel = mels[0]
      coefficients = songs | mfcc size: 32
      coefficient = coefficients[0]
      net = stats | classify
      fitted = fit net mels epochs: 2 validation: 0%
      history = fitted.history
      epoch = history[0]
      cv = crossval net mels folds: 2 epochs: 1
      clip = (mistakes cv)[0]
      score = cv.folds[0]
      item = cv.items[0]
      plan = folds songs count: 2
      fold = plan[0]
      prediction = predict fitted clip
      array = features fitted mels
      library = index songs with: fitted
      picture = plot songs
      table = report cv
      row = table[0]
      """)
    #expect(outcome.error == nil, "\(outcome.error ?? "")")
    let session = Session(vocabulary: .standard)
    let made = Array(outcome.bindings.values) + [.object(SessionValue(session.record))]
    let objects = (made + Vocabulary.standard.predefined.values).compactMap { value in
      if case .object(let object) = value { object } else { nil }
    }
    values = Dictionary(objects.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
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
