import EtudeNetworks

extension MaxPoolLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String {
    nodes.graph.pool("MaxPool", nodes.input, kernel: kernel, stride: stride)
  }
}

extension AvgPoolLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String {
    nodes.graph.pool("AveragePool", nodes.input, kernel: kernel, stride: stride)
  }
}

extension GlobalPoolLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) -> String {
    // The positions of a map, or the steps of a sequence.
    nodes.graph.mean(nodes.input, over: nodes.layer.input.isMap ? [2, 3] : [1])
  }
}

extension Graph {
  fileprivate func pool(_ operation: String, _ value: String, kernel: Int, stride: Int) -> String {
    node(
      operation, [value],
      [("kernel_shape", .integers([kernel, kernel])), ("strides", .integers([stride, stride]))])
  }

  /// The mean over axes, which are gone then.
  func mean(_ value: String, over axes: [Int]) -> String {
    node("ReduceMean", [value], [("axes", .integers(axes)), ("keepdims", .integer(0))])
  }
}

extension Shape {
  fileprivate var isMap: Bool {
    switch self {
    case .image, .map: true
    case .frames, .sound, .sequence, .ownLength, .vector: false
    }
  }
}
