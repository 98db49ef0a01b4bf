import EtudeNetworks

extension ConvLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    let inputs = [nodes.input, try nodes.tensor("weight")] + (bias ? [try nodes.tensor("bias")] : [])
    return nodes.graph.convolution(
      inputs, kernel: (kernel, kernel), padding: [kernel / 2, kernel / 2, kernel / 2, kernel / 2],
      stride: stride, groups: groups)
  }
}

extension Graph {
  /// A convolution.
  ///
  /// - Parameters:
  ///   - inputs: the map, the weight, and perhaps the bias.
  ///   - padding: rows and columns of zeros before, then behind.
  func convolution(
    _ inputs: [String], kernel: (Int, Int), padding: [Int], stride: Int = 1, groups: Int = 1
  ) -> String {
    node(
      "Conv", inputs,
      [
        ("kernel_shape", .integers([kernel.0, kernel.1])), ("pads", .integers(padding)),
        ("strides", .integers([stride, stride])), ("group", .integer(groups)),
      ])
  }
}
