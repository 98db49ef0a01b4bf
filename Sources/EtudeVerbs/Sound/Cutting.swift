import EtudeCore
import EtudeData
import EtudeLanguage

extension Verb {
  static let segments = Verb(
    "segments", "each item cut into pieces, which keep its label, track and artist", section: .data,
    operands: [Operand("data", .dataset)],
    options: [
      Option("length", .time(0.1...3600), standard: .seconds(3), help: "of a piece"),
      Option(
        "hop", .time(0.05...3600), absence: "= length", derived: { $0["length"] },
        help: "from the start of a piece to the next"),
    ],
    result: Rules.sound(of: "data", as: .dataset), examples: ["pieces = songs | segments length: 3s"]
  ) { call in
    let data: DatasetValue = try call.object("data")
    let length = call.number("length") ?? 3
    return .object(
      DatasetValue(
        dataset: try data.dataset.segments(length: length, hop: call.number("hop") ?? length),
        work: call.environment.work))
  }

  static let slice = Verb(
    "slice", "a part of a clip", section: .data, operands: [Operand("clip", .clip)],
    options: [
      Option("from", .time(), standard: .seconds(0), help: "where it begins"),
      Option("to", .time(), absence: "the end", help: "where it ends"),
      Option("length", .duration, absence: "to the end", help: "how long it is"),
    ],
    result: .noted(.kind(.clip)) { call in
      if call.options["to"] != nil && call.options["length"] != nil { throw OptionFailure("to", saidTwice) }
      if let from = call.number("from"), let to = call.number("to"), to <= from {
        throw OptionFailure("to", endsTooEarly)
      }
      return call.operands["clip"]?.facts as? SoundFact
    }, examples: ["middle = clip | slice from: 10s length: 5s"]
  ) { call in
    let clip: ClipValue = try call.object("clip")
    let from = call.number("from") ?? 0
    if call.number("to") != nil && call.number("length") != nil { throw saidTwice }
    let length = call.number("to").map { $0 - from } ?? call.number("length")
    if let length, length <= 0 { throw endsTooEarly }
    let part = try clip.clip.slice(from: from, length: length)
    // A hundredth of a second is how exactly lengths are shown.
    if let length, let own = part.length, own < length - 0.01 {
      call.environment.work.warn(
        "\(clip.clip.name) is \((from + own).seconds) long: the slice ends there, after \(own.seconds)")
    }
    return .object(ClipValue(clip: part, work: call.environment.work))
  }

  private static let saidTwice = Failure(
    "'to' and 'length' say the same thing twice", fix: "give one of them")
  private static let endsTooEarly = Failure("the slice ends before it begins", fix: "raise 'to'")

  static let play = Verb(
    "play", "plays a clip through the machine's player", section: .data, operands: [Operand("clip", .clip)],
    result: .type(.nothing), examples: ["play songs[0]"]
  ) { call in
    let clip: ClipValue = try call.object("clip")
    let work = call.environment.work
    guard Player.hasSoundCard else {
      throw Failure(
        "\(clip.clip.name)\(clip.clip.length.map { " (\($0.seconds))" } ?? "") cannot be heard: this machine has no sound card",
        fix: "save it and play it elsewhere: save … to: \"clip.wav\"")
    }
    try Player.play(clip.clip.soundSource(work: work), work: work)
    return .nothing
  }

  static let folds = Verb(
    "folds", "which songs are tested in which fold", section: .data,
    operands: [Operand("data", [.kind(.dataset), .kind(.spectrograms), .kind(.mfccs)])],
    options: [
      Option("count", .whole(2...1000), standard: .number(10), isMain: true, help: "how many folds"),
      TrainingDeclarations.planSplit, TrainingDeclarations.by, TrainingDeclarations.repeats,
      .seed,
    ],
    result: .type(.kind(.plan)),
    examples: [
      "plan = folds songs count: 5 by: \"track\"", "plot plan",
      "plan = folds songs split: \"leave one out\" by: \"artist\"",
    ]
  ) { call in
    let dataset = try call.dataset("data")
    let plan = try FoldPlan.make(
      dataset, count: call.integer("count") ?? 10, split: try call.choice("split"), by: try call.choice("by"),
      repeats: call.integer("repeats") ?? 1, seed: call.environment.seed, work: call.environment.work)
    for warning in plan.warnings { call.environment.work.warn(warning) }
    return .object(PlanValue(plan: plan, dataset: dataset))
  }
}

extension Call {
  /// The dataset of an operand that may be one or the features of one.
  func dataset(_ name: String) throws -> Dataset {
    switch operands[name] {
    case .object(let value as DatasetValue): return value.dataset
    case .object(let value as SpectrogramsValue): return value.examples.dataset
    default: throw Failure("'\(verb.name)' got no dataset")
    }
  }
}
