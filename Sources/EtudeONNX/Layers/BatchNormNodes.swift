import EtudeNetworks

extension BatchNormLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    try nodes.batchNorm(nodes.input, epsilon: Self.epsilon)
  }
}
