import EtudeCore
import EtudeNetworks

/// What a layer is in ONNX's operators.
protocol ONNXLayer {
  /// Appends its nodes; gives the name of their output.
  func write(_ nodes: LayerNodes) throws -> String
}

/// What a layer's nodes are written with.
struct LayerNodes {
  let layer: ResolvedLayer
  /// What the layer before gives; nil for a first layer.
  let before: String?
  let graph: Graph
  let weights: [String: Tensor]

  /// What it reads: what the layer before gives, or the view of a first layer.
  var input: String { before ?? entry }

  private var entry: String {
    let count = (layer.kind.layer as? DescriptorsLayer)?.count ?? 0
    return graph.entry(GraphInput(layer.input, count: count)) { graph, name in
      layer.input.isImage ? graph.normalisedImage(name) : name
    }
  }

  /// Whose tensors it has: its own, or those of the head that it standardises for.
  private var owner: String { (layer.kind.layer as? StandardiseLayer)?.owner ?? layer.name }

  /// A tensor of the layer.
  /// - Throws: `Failure` where the network has none of this name.
  func values(_ name: String) throws -> Tensor {
    guard let tensor = weights["\(owner).\(name)"] else {
      throw Failure("the network has no \(owner).\(name)", fix: "fit it anew")
    }
    return tensor
  }

  /// The same as an input of nodes.
  func tensor(_ name: String) throws -> String {
    graph.tensor("\(owner).\(name)", try values(name))
  }

  /// Values less the training items' mean, divided by their deviation; the last axis is the layer's.
  func standardised(_ value: String) throws -> String {
    graph.node(
      "Div", [graph.node("Sub", [value, try tensor("input_mean")]), try tensor("input_deviation")])
  }

  /// Batch norm by the statistics of training, of the layer or one of its parts.
  func batchNorm(_ value: String, part: String = "", epsilon: Float) throws -> String {
    graph.node(
      "BatchNormalization",
      [value] + (try ["weight", "bias", "running_mean", "running_var"].map { try tensor(part + $0) }),
      [("epsilon", .float(epsilon))])
  }

  /// The layers of chains behind `before`, side by side.
  func write(_ chain: [ResolvedLayer]) throws -> String {
    try graph.write(chain, behind: before, weights: weights)
  }
}

extension Graph {
  /// Appends a chain of layers behind a value, or behind views if there is none; gives its output's name.
  /// - Throws: `Failure` naming a layer that ONNX has no form of.
  package func write(_ chain: [ResolvedLayer], behind before: String?, weights: [String: Tensor]) throws
    -> String
  {
    var value = before
    for layer in chain {
      guard let writer = layer.kind.layer as? any ONNXLayer else {
        throw Failure(
          "\(layer.name) cannot be written as ONNX", fix: "save the network as .safetensors")
      }
      value = try writer.write(LayerNodes(layer: layer, before: value, graph: self, weights: weights))
    }
    guard let value else { throw Failure("the recipe has no layers", fix: "give it at least one") }
    return value
  }

  /// Colours of 0 … 255 as the networks read them.
  fileprivate func normalisedImage(_ name: String) -> String {
    let scale = MobileNetV2.deviation.map { 1 / (255 * $0) }
    let shift = zip(MobileNetV2.mean, MobileNetV2.deviation).map { -$0 / $1 }
    let scaled = node("Mul", [name, tensor("image.scale", Tensor(shape: [3, 1, 1], values: scale))])
    return node("Add", [scaled, tensor("image.shift", Tensor(shape: [3, 1, 1], values: shift))])
  }
}
