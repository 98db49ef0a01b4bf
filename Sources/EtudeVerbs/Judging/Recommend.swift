import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeSound

extension Verb {
  static let recommend = Verb(
    "recommend", "a library's songs most like what is liked, best first", section: .judging,
    operands: [Operand("liked", [.kind(.clip)], .many, help: "one clip or several")],
    options: [
      Option("from", [.kind(.dataset)], isRequired: true, help: "the library"),
      Option(
        "with", .modelOrFitted, absence: "frozen MobileNetV2", help: "a fitted network or a frozen recipe"),
      Option("count", .whole(1...10_000), standard: .number(10), help: "how many songs"),
    ],
    result: .checked(.kind(.dataset)) { call in
      if case .object(let value as ModelValue)? = call.options["with"]?.known {
        try value.model.checkTrained()
      }
    },
    examples: ["recommend songs[3] from: songs", "recommend [songs[3], songs[8]] from: songs with: fitted"]
  ) { call in
    let liked = (call.list("liked")?.values ?? []).compactMap { value -> Clip? in
      if case .object(let clip as ClipValue) = value { clip.clip } else { nil }
    }
    let library = try call.object("from", as: DatasetValue.self).dataset.readable
    let work = call.environment.work
    let embedder = try Embedder(call.options["with"])
    let (known, embeddings) = try embedder.embeddings(of: library, work: work)
    let (wanted, directions) = try embedder.embeddings(of: Dataset(liked), work: work)
    let found = try Recommender.recommend(
      liked: zip(wanted.clips, directions).map { ($0, $1) }, library: known, embeddings: embeddings,
      count: call.integer("count") ?? 10, work: work)
    return .object(DatasetValue(dataset: found.dataset))
  }
}

/// A network that turns songs into vectors.
struct Embedder {
  private enum Network {
    case recipe(Model)
    case fitted(Fitted)
  }

  private let network: Network
  private let settings: SpectrogramSettings

  /// Frozen MobileNetV2 if nothing else is given.
  init(_ value: Value?) throws {
    switch value {
    case .object(let value as FittedValue):
      network = .fitted(value.fitted)
      settings = try value.fitted.settings()
    case .object(let value as ModelValue):
      network = .recipe(value.model)
      settings = SpectrogramSettings()
    default:
      network = .recipe(try Model([.mobilenetv2(weights: .imagenet)]).frozen())
      settings = SpectrogramSettings()
    }
  }

  /// The clips that can be read, and a vector for each.
  func embeddings(of dataset: Dataset, work: Work) throws -> (dataset: Dataset, vectors: [[Float]]) {
    try embeddings(of: .object(DatasetValue(dataset: dataset)), work: work)
  }

  /// The same of clips, datasets or features made as the network wants them.
  func embeddings(of value: Value?, work: Work) throws -> (dataset: Dataset, vectors: [[Float]]) {
    let given = try GivenFeatures(value, settings: settings, work: work)
    let vectors: [[Float]]
    let items: [Int]
    switch network {
    case .recipe(let model):
      items = try given.readable(for: model, work: work)
      vectors = try EtudeNetworks.features(model, examples: given.examples, items: items, work: work)
    case .fitted(let fitted):
      items = try given.readable(for: fitted.model, work: work)
      vectors = try EtudeNetworks.features(fitted, examples: given.examples, items: items, work: work)
    }
    return (given.examples.dataset.subset(items), vectors)
  }
}
