import EtudeNetworks

extension DenseLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String { try nodes.dense() }
}

extension ClassifyLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    nodes.graph.node("Softmax", [try nodes.dense()], [("axis", .integer(1))])
  }
}

extension LayerNodes {
  fileprivate func dense() throws -> String {
    graph.node("Gemm", [input, try tensor("weight"), try tensor("bias")], [("transB", .integer(1))])
  }
}
