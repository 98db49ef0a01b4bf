import EtudeNetworks

extension CombineLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    nodes.graph.node(
      "Concat", try nodes.layer.branches.map(nodes.write), [("axis", .integer(1))])
  }
}
