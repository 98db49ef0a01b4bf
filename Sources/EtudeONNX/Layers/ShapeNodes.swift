import EtudeNetworks

extension FlattenLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String {
    nodes.graph.node("Flatten", [nodes.input], [("axis", .integer(1))])
  }
}

extension ColumnsLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String {
    nodes.graph.transposed(nodes.graph.mean(nodes.input, over: [2]), [0, 2, 1])
  }
}

/// It does nothing but while training.
extension DropoutLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String { nodes.input }
}

extension Graph {
  /// The same numbers with their axes in another order.
  func transposed(_ value: String, _ order: [Int]) -> String {
    node("Transpose", [value], [("perm", .integers(order))])
  }

  /// The same numbers with other extents: 0 for an extent that stays, −1 for one that follows from the others.
  func reshaped(_ value: String, _ extents: [Int]) -> String {
    node("Reshape", [value, integers(extents)])
  }
}
