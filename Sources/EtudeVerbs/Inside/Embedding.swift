import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeRecommendation

extension Verb {
  static let embedding = Verb(
    "embedding", "songs as points in two dimensions, by what a network makes of them",
    section: .inside,
    operands: [network, songs],
    options: [EmbeddingOptions.method, EmbeddingOptions.perplexity, EmbeddingOptions.names],
    result: .checked(.kind(.array)) { call in
      guard call.value(of: network)?.type == .kind(.model) else { return }
      try call.recipe(of: network)?.checkFrozen()
    },
    examples: [
      "plot (embedding fitted songs) to: \"map.png\"", "plot (embedding fitted parts.test names: yes)",
      "plot (embedding fitted songs method: \"t-SNE\")",
    ]
  ) { call in
    let given = try call[network]
    let work = call.environment.work
    let (dataset, vectors) = try Embedder(given).embeddings(of: call[songs], work: work)
    let named = try call[EmbeddingOptions.names]
    let points: [[Float]]
    let axes: [String]
    switch try call[EmbeddingOptions.method] {
    case .components:
      let components = PrincipalComponents(of: vectors, count: 2)
      points = components.project(vectors)
      axes = zip(["first component", "second component"], components.shares + [0, 0]).map {
        "\($0) (\($1.percent))"
      }
    case .neighbours:
      points = try NeighbourEmbedding(
        of: vectors, perplexity: call[EmbeddingOptions.perplexity], seed: call.environment.seed, work: work
      ).points
      axes = ["t-SNE, first", "t-SNE, second"]
    }
    return .object(
      ArrayValue(
        meaning: EmbeddingArray(
          labels: dataset.labels, names: dataset.names, shown: try named.wanted(of: dataset.names),
          axisTitles: axes, method: try call[EmbeddingOptions.method],
          network: given.heardBy),
        shape: [points.count, 2], axes: ["items", "components"],
        values: points.flatMap { $0 + [Float](repeating: 0, count: 2 - $0.count) }))
  }

  private static let network = TypedOperand("fitted", .network)
  private static let songs = TypedOperand("data", .songs(.oneOrManySounds), help: "songs")
}

extension GivenNetwork {
  /// Which network made the points, and whether fitting it had a part in them.
  fileprivate var heardBy: String {
    let names = model.briefPipeline
    guard case .fitted = self else { return "\(names), as it is before fitting" }
    let isChanged = model.namedLayers.contains { _, layer in
      layer.kind.hasWeights && !layer.isFrozen && !layer.kind.isClassifier
    }
    return "\(names), fitted" + (isChanged ? "" : "; of what it hears with, fitting changed nothing")
  }
}

enum EmbeddingMethod: String, CaseIterable {
  case components = "PCA"
  case neighbours = "t-SNE"
}

/// Which points are named.
private enum NamedPoints: Sendable {
  case all(Bool)
  case some([String])

  /// The names that are shown; a name may leave out its folder and its ending.
  /// - Throws: `Failure` of the option if none is called so.
  func wanted(of names: [String]) throws -> Set<String> {
    switch self {
    case .all(let isAsked): return isAsked ? Set(names) : []
    case .some(let asked):
      return try asked.reduce(into: []) { found, wanted in
        let meant = names.filter { $0 == wanted || $0.contains("/\(wanted).") || $0.hasSuffix("/\(wanted)") }
        if meant.isEmpty {
          throw OptionFailure(
            EmbeddingOptions.names.label,
            Failure(
              "no song is called '\(wanted)'",
              fix: Suggestion.nearest(to: wanted, among: names).map { "did you mean \"\($0)\"?" }
                ?? "songs are \(names.prefix(5).joined(separator: ", ")) …"))
        }
        found.formUnion(meant)
      }
    }
  }
}

extension TypedAccepts where Held == NamedPoints {
  fileprivate static var points: Self {
    let (flag, names) = (TypedAccepts<Bool>.flag, TypedAccepts<[String]>.list(of: .text))
    return Self(
      flag.accepts + names.accepts,
      read: { flag.read($0).map(Held.all) ?? names.read($0).map(Held.some) },
      write: { points in
        switch points {
        case .all(let isAsked): flag.write(isAsked)
        case .some(let asked): names.write(asked)
        }
      })
  }
}

private enum EmbeddingOptions {
  static let method = TypedOption(
    "method", .choice(of: EmbeddingMethod.self), default: .components,
    help: "principal components, or t-SNE, which keeps neighbours together")
  static let perplexity = TypedOption(
    "perplexity", .number(2...200), default: 20, help: "of t-SNE: how many neighbours a song has")
  static let names = TypedOption(
    "names", .points, default: .all(false),
    help: "write songs' names at their points: yes, or a list of names")
}
