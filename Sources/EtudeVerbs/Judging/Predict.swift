import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let predict = Verb(
    "predict", "genres with probabilities, a row a song or a time", section: .judging,
    operands: [Operands.judge, sound],
    options: [TimelineOptions.every, TimelineOptions.window, PrecisionDeclarations.precision],
    result: .checked(.kind(.prediction)) { try $0.checkTimeline() },
    examples: ["predict fitted songs[0]", "plot (predict fitted songs[0] every: 1s)", "predict fitted stdin"]
  ) { call in
    let network = try call.inPrecision(call[Operands.judge].fitted)
    let songs = try call[sound]
    let (every, window) = (try call[TimelineOptions.every], try call[TimelineOptions.window])
    if case .stream(let stream) = songs {
      return .object(
        try StreamPrediction(network, every: every, window: window, in: call.environment).predict(stream))
    }
    let work = call.environment.work
    if let every {
      return .object(try Timeline.predict(network, songs, every: every, window: window, work: work))
    }
    let given = try GivenFeatures(songs, settings: network.settings(), work: work)
    let readable = try given.readable(for: network.model, work: work)
    warnOfLengths(network, songs: given.examples, items: readable, window: window, work: work)
    let probabilities = try EtudeEvaluation.predict(
      network, songs: given.examples, items: readable, window: window, work: work)
    return .object(
      PredictionValue(
        names: readable.map { given.examples.dataset[$0].name }, network: network.model.briefPipeline,
        classes: network.classes,
        probabilities: probabilities, times: []))
  }

  fileprivate static let sound = TypedOperand(
    "sound", .songs(.oneOrManySounds + [.stream]), help: "a clip, a dataset, or stdin")
}

private enum TimelineOptions {
  static let every = TypedOption(
    "every", .time(0.1...600), absence: "off; 1 s of stdin", help: "a row for each such piece of a clip"
  ) { given in
    if case .stream? = given[Verb.sound] { StreamPrediction.usualEvery } else { nil }
  }

  static let window = WindowDeclarations.window { given in
    guard let fitted = given[Operands.judge]?.fitted, let songs = given[Verb.sound] else { return nil }
    if case .stream = songs { return StreamPrediction.usualWindow(fitted) }
    guard given[every] != nil else { return fitted.learnedLength }
    return songs.length.map { Timeline.usualWindow(fitted, length: $0) }
  }
}

extension GivenSongs {
  /// Seconds of a single clip, if its header says them.
  fileprivate var length: Double? {
    switch self {
    case .clip(let value): value.clip.length
    case .spectrogram(let value): value.clip.length
    case .dataset, .spectrograms, .stream: nil
    }
  }
}

extension StaticCall {
  /// What rows along time ask of each other, and of what is listened to.
  fileprivate func checkTimeline() throws {
    let sound = value(of: Verb.sound)?.type ?? .unknown
    guard sound != .unknown, sound != .kind(.stream) else { return }
    let isSingle = [Kind].oneSound.contains { sound == .kind($0) }
    if has(TimelineOptions.every), !isSingle { throw OptionFailure("every", Timeline.notOneClip) }
  }
}
