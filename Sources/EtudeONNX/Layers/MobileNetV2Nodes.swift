import EtudeNetworks

extension MobileNetV2Layer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    try MobileNetV2.blocks.reduce(nodes.input) { entry, block in
      let output = try block.convolutions.reduce(entry) { value, convolution in
        let padding = convolution.kernel / 2
        let map = nodes.graph.convolution(
          [value, try nodes.tensor(convolution.name + ".weight")],
          kernel: (convolution.kernel, convolution.kernel),
          padding: Array(repeating: padding, count: 4), stride: convolution.stride, groups: convolution.groups
        )
        let normed = try nodes.batchNorm(
          map, part: convolution.normName + ".", epsilon: BatchNormLayer.epsilon)
        return convolution.isActivated ? nodes.graph.relu6(normed) : normed
      }
      return block.isResidual ? nodes.graph.node("Add", [output, entry]) : output
    }
  }
}
