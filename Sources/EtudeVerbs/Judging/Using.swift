import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks
import EtudeSound

extension Verb {
  static let predict = Verb(
    "predict", "genres with probabilities, a row a song or a time", section: .judging,
    operands: [
      Operand("fitted", .fitted, refusals: [ModelValue.hasNoWeights]),
      Operand("sound", .oneOrManySounds + [.kind(.stream)], help: "a clip, a dataset, or stdin"),
    ],
    options: [
      Option(
        "every", .time(0.1...600), absence: "off; 1 s of stdin", help: "a row for each such piece of a clip"),
      Option(
        "window", .time(0.1...120), absence: "3 s around the piece; of stdin the last 30 s at most",
        help: "seconds listened to for each such row"),
      PrecisionDeclarations.option,
    ],
    result: .checked(.kind(.prediction)) { try $0.checkTimeline() },
    examples: ["predict fitted songs[0]", "plot (predict fitted songs[0] every: 1s)", "predict fitted stdin"]
  ) { call in
    let fitted: FittedValue = try call.object("fitted")
    let work = call.environment.work
    let network = call.inPrecision(fitted.fitted)
    if case .object(let stream as StreamValue)? = call.operands["sound"] {
      return .object(try Listening(network, call).predict(stream))
    }
    if call.number("window") != nil, call.number("every") == nil { throw Timeline.windowWithoutRows }
    if let every = call.number("every") { return try Timeline.predict(network, every: every, call) }
    let given = try GivenFeatures(call.operands["sound"], settings: fitted.fitted.settings(), work: work)
    let readable = try given.readable(for: fitted.fitted.model, work: work)
    let probabilities = try EtudeNetworks.predict(
      network, examples: given.examples, items: readable, work: work)
    return .object(
      PredictionValue(
        names: readable.map { given.examples.dataset[$0].name }, genres: fitted.fitted.genres,
        probabilities: probabilities, times: []))
  }

  static let features = Verb(
    "features", "per item, what a frozen recipe or a fitted network gives before its classifier",
    section: .judging,
    operands: [
      Operand("model", .modelOrFitted),
      Operand("data", .oneOrManySounds, help: "spectrograms or mfccs; for a fitted network clips too"),
    ],
    options: [PrecisionDeclarations.option],
    result: .checked(.kind(.array)) { call in
      // A fitted network knows which features it wants; a recipe does not.
      if call.operands["model"]?.type == .kind(.model), let type = call.operands["data"]?.type,
        [.kind(.dataset), .kind(.clip)].contains(type)
      {
        let what = type == .kind(.clip) ? "a clip" : "a raw dataset"
        throw Failure(
          "features does not take \(type.described)",
          fix: "\(what) has no features yet: make its spectrograms first")
      }
      if case .object(let value as ModelValue)? = call.operands["model"]?.known {
        try value.model.checkFrozen()
      }
    },
    examples: ["vectors = features (mobilenetv2 | freeze) mels", "export vectors to: \"vectors.npy\""]
  ) { call in
    let work = call.environment.work
    let values: [[Float]]
    let given: GivenFeatures
    let items: [Int]
    switch call.operands["model"] {
    case .object(let value as FittedValue):
      given = try GivenFeatures(call.operands["data"], settings: value.fitted.settings(), work: work)
      items = try given.readable(for: value.fitted.model, work: work)
      values = try EtudeNetworks.features(
        call.inPrecision(value.fitted), examples: given.examples, items: items, work: work)
    case .object(let value as ModelValue):
      try value.model.checkFrozen()
      given = try GivenFeatures(made: call.operands["data"])
      items = try given.readable(for: value.model, work: work)
      values = try EtudeNetworks.features(
        value.model, examples: given.examples, items: items, precision: call.askedPrecision ?? .fp32,
        work: work)
    default: throw Failure("'features' got no model")
    }
    return .object(
      ArrayValue(
        meaning: .features(names: items.map { given.examples.dataset[$0].name }),
        shape: [items.count, values.first?.count ?? 0], axes: ["items", "dimensions"],
        values: values.flatMap { $0 }))
  }
}

extension StaticCall {
  /// What rows along time ask of each other, and of what is listened to.
  fileprivate func checkTimeline() throws {
    let sound = operands["sound"]?.type ?? .unknown
    guard sound != .unknown, sound != .kind(.stream) else { return }
    if options["window"] != nil, options["every"] == nil {
      throw OptionFailure("window", Timeline.windowWithoutRows)
    }
    let single: [ValueType] = [.kind(.clip), .kind(.spectrogram), .kind(.mfcc)]
    if options["every"] != nil, !single.contains(sound) { throw OptionFailure("every", Timeline.notOneClip) }
  }
}

extension Model {
  /// Refuses a recipe with a layer whose weights nobody has trained, or whose weights are free to change.
  func checkFrozen() throws {
    for (name, layer) in namedLayers where layer.kind.hasUntrainedWeights {
      throw Failure(
        "'\(name)' has never been trained, so what it gives means nothing",
        fix: "use a pretrained part alone, such as a frozen mobilenetv2, or fit the recipe first")
    }
    for (name, layer) in namedLayers where layer.kind.hasWeights && !layer.isFrozen {
      throw Failure("'\(name)' is not frozen", fix: "freeze it, as the whole recipe is by freeze")
    }
  }
}

extension GivenFeatures {
  /// The items that can be read; the others are named in a warning.
  func readable(for model: Model, work: Work) throws -> [Int] {
    let asked = try items.count == examples.count ? examples : examples.subset(items)
    let bad = Set(try asked.prepare(SpectrogramSet.View(model.view), work: work).map(\.index))
    let kept = items.indices.filter { !bad.contains($0) }.map { items[$0] }
    guard !kept.isEmpty else {
      throw Failure(
        items.count == 1
          ? "\(examples.dataset[items[0]].name) cannot be read" : "none of the clips can be read",
        fix: "look at: audit", kind: .input)
    }
    return kept
  }

  /// Features as they were made.
  init(made value: Value?) throws {
    switch value {
    case .object(let value as SpectrogramValue): self.init(set: value.examples, items: [value.index])
    case .object(let value as SpectrogramsValue):
      self.init(set: value.examples, items: Array(0..<value.examples.count))
    default: throw Failure("there are no features")
    }
  }
}
