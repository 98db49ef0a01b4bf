import EtudeNetworks

extension StatsLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    let graph = nodes.graph
    let mean = graph.node(
      "ReduceMean", [nodes.input], [("axes", .integers([2])), ("keepdims", .integer(1))])
    let distance = graph.node("Sub", [nodes.input, mean])
    let deviation = graph.node("Sqrt", [graph.mean(graph.node("Mul", [distance, distance]), over: [2])])
    let flat = graph.reshaped(mean, [0, -1])
    return try nodes.standardised(
      graph.node("Concat", [flat, deviation], [("axis", .integer(1))]))
  }
}

extension DescriptorsLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String { try nodes.standardised(nodes.input) }
}

extension StandardiseLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String { try nodes.standardised(nodes.input) }
}

extension Graph {
  /// Frames `[n, bands, time]` averaged in runs of equal length so that at most `most` steps are left, the last run
  /// perhaps shorter: `[n, steps, bands]`.
  func averagedFrames(_ frames: String, bands: Int, most: Int) -> String {
    let time = node("Slice", [node("Shape", [frames]), integers([2]), integers([3])])
    let run = dividedUp(time, integers([most]))
    let steps = dividedUp(time, run)
    let missing = node("Sub", [node("Mul", [steps, run]), time])
    let pads = node("Concat", [integers([0, 0, 0, 0, 0]), missing], [("axis", .integer(0))])
    let padded = node("Pad", [frames, pads])
    let extents = node("Concat", [integers([0, bands]), steps, run], [("axis", .integer(0))])
    let sums = node(
      "ReduceSum", [node("Reshape", [padded, extents]), integers([3])], [("keepdims", .integer(0))])
    // The last run has as many frames as are left for it.
    let places = node("Range", [integer(0), node("Squeeze", [steps]), integer(1)])
    let left = node("Sub", [time, node("Mul", [places, run])])
    let counts = node(
      "Cast", [node("Min", [left, run])], [("to", .integer(GraphTensor.Kind.float.rawValue))])
    return transposed(node("Div", [sums, counts]), [0, 2, 1])
  }

  /// Whole numbers divided, rounded up.
  private func dividedUp(_ value: String, _ divisor: String) -> String {
    node("Div", [node("Add", [value, node("Sub", [divisor, integers([1])])]), divisor])
  }
}
