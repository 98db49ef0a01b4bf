import EtudeNetworks

extension ReluLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String { nodes.graph.node("Relu", [nodes.input]) }
}

extension Relu6Layer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String { nodes.graph.relu6(nodes.input) }
}

extension SigmoidLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String { nodes.graph.node("Sigmoid", [nodes.input]) }
}

extension TanhLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String { nodes.graph.node("Tanh", [nodes.input]) }
}

extension Graph {
  /// Values cut to 0 … 6.
  func relu6(_ value: String) -> String {
    node(
      "Clip",
      [
        value, tensor("zero", Tensor(shape: [], values: [0])), tensor("six", Tensor(shape: [], values: [6])),
      ])
  }
}
