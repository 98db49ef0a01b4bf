import EtudeLanguage

// Shorthand in which the verbs' declarations read like the tables of the reference.
extension Array where Element == Accepts {
  static let clipOrData: [Accepts] = [.kind(.clip), .kind(.dataset)]
  static let clip: [Accepts] = [.kind(.clip)]
  static let dataset: [Accepts] = [.kind(.dataset)]
  static let model: [Accepts] = [.kind(.model)]
  static let fitted: [Accepts] = [.kind(.fitted)]
  static let modelOrFitted: [Accepts] = [.kind(.model), .kind(.fitted)]
  static let features: [Accepts] = [.kind(.spectrograms), .kind(.mfccs)]
  static let anySound: [Accepts] = [
    .kind(.clip), .kind(.dataset), .kind(.spectrogram), .kind(.mfcc), .kind(.spectrograms), .kind(.mfccs),
  ]
  static let oneOrManySounds: [Accepts] = [
    .kind(.clip), .kind(.spectrogram), .kind(.mfcc), .kind(.dataset), .kind(.spectrograms), .kind(.mfccs),
  ]
  static let result: [Accepts] = [.kind(.result)]
  static let text: [Accepts] = [.text]
  static let flag: [Accepts] = [.flag]
  static let anything: [Accepts] = [.anything]

  static func whole(_ range: ClosedRange<Int>) -> [Accepts] { [.integer(range)] }
  static func time(_ range: ClosedRange<Double> = 0...86_400) -> [Accepts] { [.quantity(.time, range)] }
  /// A time that is longer than none.
  static let duration: [Accepts] = [.quantity(.time, .leastNonzeroMagnitude...86_400)]
  static func frequency(_ range: ClosedRange<Double>) -> [Accepts] { [.quantity(.frequency, range)] }
  static func share(_ range: ClosedRange<Double> = 0...1) -> [Accepts] { [.share(range)] }
  static func choice(_ names: String...) -> [Accepts] { [.choice(names)] }
}

extension Value {
  static func percent(_ percent: Double) -> Value { .quantity(Quantity(percent / 100, .percent)) }
  static func decibels(_ level: Double) -> Value { .quantity(Quantity(level, .decibels)) }
}

extension Operand {
  /// What `fit` and its kin are trained on: made features; a raw dataset gets its answer.
  static let madeFeatures = Operand(
    "data", .features, help: "spectrograms or mfccs",
    refusals: [
      .init(
        .kind(.dataset), "a raw dataset has no features yet: make its spectrograms first",
        instead: "(_ | spectrogram)"),
      .init(
        .kind(.clip), "one clip is not a dataset; load a folder or a manifest, and make its spectrograms"),
      .init(.kind(.spectrogram), "one spectrogram is not a dataset; make them of a dataset"),
    ])

  /// The recipe that a layer verb extends; none to start one.
  static let recipe = Operand("model", .model, .optional, help: "the recipe to extend; none starts one")
}
