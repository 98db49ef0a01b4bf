import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeRecommendation

extension Verb {
  static let filters = Verb(
    "filters", "a layer's kernels", section: .inside,
    operands: [
      Operand("model", .modelOrFitted, help: "a fitted network, or a recipe with pretrained layers")
    ],
    options: [Option("layer", .text, absence: "the first with kernels", help: "its name, or a block's")],
    result: .inside("model") { call, model in
      try model.checkKernels(
        of: call.text("layer"), isFitted: call.operands["model"]?.type == .kind(.fitted))
    }, examples: ["plot (filters fitted layer: \"conv1\")"]
  ) { call in
    let (layer, kernels): (String, Tensor)
    switch call.operands["model"] {
    case .object(let value as FittedValue):
      (layer, kernels) = try firstResult(call.text("layer"), among: value.fitted.model.allNames) {
        try value.fitted.kernels(layer: $0)
      }
    default:
      let model = try call.object("model", as: ModelValue.self).model
      (layer, kernels) = try firstResult(call.text("layer"), among: model.allNames) {
        try model.kernels(layer: $0)
      }
    }
    let axes = kernels.shape.count == 4 ? ["filters", "channels", "height", "width"] : ["units", "inputs"]
    return .object(
      ArrayValue(
        meaning: .filters(layer: layer), shape: kernels.shape, axes: axes, values: kernels.values))
  }

  static let activations = Verb(
    "activations", "what a layer gives for a clip: feature maps", section: .inside,
    operands: [Operand("fitted", .fitted), soundToLookAt],
    options: [Option("layer", .text, isRequired: true, help: "its name, or a block's")],
    result: .inside("fitted") { _, _ in }, examples: ["plot (activations fitted songs[0] layer: \"block3\")"]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let layer = call.text("layer") ?? ""
    let tensor = try fitted.activations(
      examples: item.examples, item: item.index, layer: layer, work: call.environment.work)
    let axes =
      switch tensor.shape.count {
      case 3: ["channels", "height", "width"]
      case 2: ["steps", "features"]
      default: ["features"]
      }
    return .object(
      ArrayValue(
        meaning: .activations(layer: layer, song: item.clip.name), shape: tensor.shape, axes: axes,
        values: tensor.values))
  }

  static let gates = Verb(
    "gates", "a recurrent layer's gates over time", section: .inside,
    operands: [Operand("fitted", .fitted), soundToLookAt], result: .inside("fitted") { try $1.checkGates() },
    examples: ["plot (gates fitted songs[0]) to: \"gates.png\""]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let layers = try fitted.gates(examples: item.examples, item: item.index, work: call.environment.work)
    // What a step proposes (a gru's candidate, an lstm's cell) is no gate: it does not lie between 0 and 1.
    let gates = layers.first?.gates.filter { !["candidate", "cell", "state"].contains($0.name) } ?? []
    guard let first = gates.first else {
      throw Failure("the network has no layer with gates", fix: "put a gru or an lstm in the recipe")
    }
    let (steps, units) = (first.values.shape[1], first.values.shape[2])
    let values = gates.flatMap { gate in
      (0..<units).flatMap { unit in (0..<steps).map { gate.values.values[$0 * units + unit] } }
    }
    return .object(
      ArrayValue(
        meaning: .gates(gates.map(\.name), under: item), shape: [gates.count, units, steps],
        axes: ["gates", "units", "steps"], values: values))
  }

  static let saliency = Verb(
    "saliency", "what in the spectrogram the decision rests on (Grad-CAM)", section: .inside,
    operands: [Operand("fitted", .fitted), soundToLookAt],
    result: .inside("fitted") { try $1.checkSaliency() },
    examples: ["plot (saliency fitted songs[0]) to: \"saliency.png\""]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let saliency = try fitted.saliency(
      examples: item.examples, item: item.index, work: call.environment.work)
    let (rows, columns) = (saliency.map.shape[0], saliency.map.shape[1])
    // An image has its highest band at the top; the array has the lowest band first, as frames have.
    let order = saliency.view == .frames ? Array(0..<rows) : Array((0..<rows).reversed())
    let values = order.flatMap { saliency.map.values[$0 * columns..<($0 + 1) * columns] }
    return .object(
      ArrayValue(
        meaning: .saliency(
          over: item, genre: fitted.genres[saliency.genre], probability: Double(saliency.probability)),
        shape: [rows, columns], axes: ["bands", "times"], values: values))
  }

  static let embedding = Verb(
    "embedding", "songs as points in two dimensions: principal components of what a network makes of them",
    section: .inside,
    operands: [Operand("fitted", .modelOrFitted), Operand("data", .oneOrManySounds, help: "songs")],
    result: .checked(.kind(.array)) { call in
      guard call.operands["fitted"]?.type == .kind(.model) else { return }
      try call.recipe("fitted")?.checkFrozen()
    }, examples: ["plot (embedding fitted songs) to: \"map.png\""]
  ) { call in
    let embedder = try Embedder(call.operands["fitted"])
    let (dataset, vectors) = try embedder.embeddings(of: call.operands["data"], work: call.environment.work)
    let points = PrincipalComponents(of: vectors, count: 2).project(vectors)
    return .object(
      ArrayValue(
        meaning: .embedding(labels: dataset.labels), shape: [points.count, 2], axes: ["items", "components"],
        values: points.flatMap { $0 + [Float](repeating: 0, count: 2 - $0.count) }))
  }

  private static let soundToLookAt = Operand(
    "clip", [.kind(.clip), .kind(.spectrogram), .kind(.mfcc)], help: "a clip, or its spectrogram")

  /// What `body` gives for the name, or for the first name for which it gives anything.
  private static func firstResult(
    _ name: String?, among names: [String], _ body: (String) throws -> Tensor
  ) throws -> (name: String, tensor: Tensor) {
    if let name { return (name, try body(name)) }
    var refusal: (any Error)?
    for name in names {
      do { return (name, try body(name)) } catch { refusal = refusal ?? error }
    }
    throw refusal ?? Failure("the recipe has no layers")
  }
}

extension Call {
  /// The fitted network, and the clip's spectrogram as the network wants it.
  fileprivate func lookedAt() throws -> (fitted: Fitted, item: SpectrogramValue) {
    let fitted = try object("fitted", as: FittedValue.self).fitted
    let given = try GivenFeatures(operands["clip"], settings: fitted.settings(), work: environment.work)
    return (fitted, SpectrogramValue(examples: given.examples, index: given.items[0]))
  }
}
