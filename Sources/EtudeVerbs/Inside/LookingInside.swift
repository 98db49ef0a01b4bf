import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

/// What the verbs that look inside a network share.
enum LookingInside {
  static let fitted = TypedOperand<FittedValue>("fitted", .object(.fitted))
  static let clip = TypedOperand("clip", .songs(.oneSound), help: "a clip, or its spectrogram")

  static let genre = TypedOption(
    "genre", .text, absence: "the predicted one", help: "the genre that is spoken for")
  static let unit = TypedOption("unit", .whole(0...100_000), absence: "all", help: "only this one, from 0")
  static let recurrent = TypedOption(
    "layer", .text, absence: "the first recurrent one", help: "a gru, lstm or rnn, by its name")
  static let level = TypedOption(
    "level", .whole(0...100), default: 0, help: "which of several layers one on another, from 0")
  static let direction = TypedOption(
    "direction", .choice(of: ReadingDirection.self), default: .forward,
    help: "which way a bidirectional layer reads")

  /// Which part of a recurrent layer is looked at.
  static let recurrentPart: [any OptionDeclaration] = [recurrent, level, direction]
}

/// Which way a recurrent layer reads a song.
enum ReadingDirection: String, CaseIterable {
  case forward, backward
}

extension Call {
  /// The fitted network, and the clip's spectrogram as the network wants it.
  func lookedAt() throws -> (fitted: Fitted, item: SpectrogramValue) {
    let fitted = try self[LookingInside.fitted].fitted
    let given = try GivenFeatures(
      self[LookingInside.clip], settings: fitted.settings(), work: environment.work)
    return (fitted, SpectrogramValue(examples: given.examples, index: given.items[0]))
  }

  /// The number of the genre that `genre:` names; nil if it is not given.
  /// - Throws: a failure of the option that lists the network's genres, if it has none of that name.
  func genre(of fitted: Fitted) throws -> Int? {
    guard let name = try self[LookingInside.genre] else { return nil }
    guard let index = fitted.classes.firstIndex(of: name) else {
      throw OptionFailure(
        LookingInside.genre.label,
        Failure(
          "the network knows no genre '\(name)'", fix: "it knows \(fitted.classes.joined(separator: ", "))"))
    }
    return index
  }

  /// What `unit:` says, of `count` there are; nil if it is not given.
  func unit(of count: Int, _ what: String) throws -> Int? {
    guard let unit = try self[LookingInside.unit] else { return nil }
    guard unit < count else {
      throw OptionFailure(
        LookingInside.unit.label,
        Failure("\(what) has \(count.of("unit")), and no \(unit)", fix: "give 0 to \(count - 1)"))
    }
    return unit
  }
}

extension Fitted {
  /// When the steps that a layer gives along time are heard in a song.
  func times(of layer: String, steps: Int, in item: SpectrogramValue) throws -> StepTimes {
    let fields = try model.receptiveFields(imageSize: imageSize, bands: bands)
    return try item.times(of: fields.last { $0.layer == layer }?.field.view ?? .frames, steps: steps)
  }
}

extension SpectrogramValue {
  /// Of all its frames.
  func seconds() throws -> Double {
    Double(try frames().count * examples.settings.hop) / Double(examples.settings.rate)
  }

  /// When the steps are heard that a network makes of a view of the song. All that says seconds of steps asks here.
  func times(of view: ExampleView, steps: Int) throws -> StepTimes {
    switch view {
    case .sound: StepTimes(windows: steps, of: try seconds())
    case .frames: StepTimes(averaged: try frames().count, steps: steps, of: try seconds())
    case .image, .descriptors: StepTimes(parts: steps, of: try seconds())
    }
  }

  /// Tells how much of the song's end is left over; nil where all is heard.
  func unheard(_ times: StepTimes) throws -> String? {
    // What the last frame overlaps is no sound of its own.
    try seconds() - times.end < 0.1
      ? nil : "what lies behind \(times.end.seconds) fills no window and is not heard"
  }
}
