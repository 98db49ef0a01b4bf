import EtudeLanguage
import EtudeNetworks
import EtudeRecommendation

extension Verb {
  static let embedding = Verb(
    "embedding", "songs as points in two dimensions: principal components of what a network makes of them",
    section: .inside,
    operands: [network, songs],
    result: .checked(.kind(.array)) { call in
      guard call.value(of: network)?.type == .kind(.model) else { return }
      try call.recipe(of: network)?.checkFrozen()
    }, examples: ["plot (embedding fitted songs) to: \"map.png\"", "plot (embedding fitted parts.test)"]
  ) { call in
    let embedder = try Embedder(call[network])
    let (dataset, vectors) = try embedder.embeddings(of: call[songs], work: call.environment.work)
    let points = PrincipalComponents(of: vectors, count: 2).project(vectors)
    return .object(
      ArrayValue(
        meaning: EmbeddingArray(labels: dataset.labels), shape: [points.count, 2],
        axes: ["items", "components"],
        values: points.flatMap { $0 + [Float](repeating: 0, count: 2 - $0.count) }))
  }

  private static let network = TypedOperand("fitted", .network)
  private static let songs = TypedOperand("data", .songs(.oneOrManySounds), help: "songs")
}
