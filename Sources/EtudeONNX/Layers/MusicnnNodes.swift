import EtudeCore
import EtudeNetworks

extension MusicnnLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    let graph = nodes.graph
    let (sound, features) = (nodes.input, nodes.layer.output.features)
    // Every window for itself: `[n · windows, 1, frames, bands]`.
    let windows = graph.reshaped(sound, [-1, 1, LogMelWindows.frames, LogMelWindows.bands])
    let vectors = try nodes.musicnn(windows, stage)
    let counts = graph.node(
      "Slice", [graph.node("Shape", [sound]), graph.integers([0]), graph.integers([2])])
    let extents = graph.node("Concat", [counts, graph.integers([features])], [("axis", .integer(0))])
    return graph.node("Reshape", [vectors, extents])
  }
}

extension LayerNodes {
  fileprivate func musicnn(_ windows: String, _ stage: LayerKind.MusicnnStage) throws -> String {
    let entry = try norm(windows, "input")
    let front = try Musicnn.front.map { part in
      let map = graph.convolution(
        [entry, try tensor(part.name + ".weight"), try tensor(part.name + ".bias")],
        kernel: (part.frames, part.bands), padding: [part.padding.before, 0, part.padding.after, 0])
      let normed = try norm(graph.node("Relu", [map]), part.name)
      return graph.node(
        "ReduceMax", [normed], [("axes", .integers([3])), ("keepdims", .integer(1))])
    }
    var parts = [graph.node("Concat", front, [("axis", .integer(1))])]
    for (index, name) in MusicnnShapes.middle.enumerated() {
      let before = parts[index]
      let map = graph.convolution(
        [before, try tensor(name + ".weight"), try tensor(name + ".bias")],
        kernel: (MusicnnShapes.middleFrames, 1),
        padding: [MusicnnShapes.middleFrames / 2, 0, MusicnnShapes.middleFrames / 2, 0])
      let normed = try norm(graph.node("Relu", [map]), name)
      parts.append(index == 0 ? normed : graph.node("Add", [normed, before]))
    }
    let pooled = summary(graph.node("Concat", parts, [("axis", .integer(1))]))
    return stage == .pooled ? pooled : try judged(pooled, stage)
  }

  /// Maximum and mean over time by turns: `[windows, 2 · channels]`.
  private func summary(_ map: String) -> String {
    let greatest = graph.node("ReduceMax", [map], [("axes", .integers([2])), ("keepdims", .integer(0))])
    let pairs = graph.node("Concat", [greatest, graph.mean(map, over: [2])], [("axis", .integer(2))])
    return graph.reshaped(pairs, [0, -1])
  }

  /// The dense layers behind the pooled vector, as far as asked for.
  private func judged(_ pooled: String, _ stage: LayerKind.MusicnnStage) throws -> String {
    let hidden = graph.node("Relu", [try dense(try norm(pooled, "pooled"), "penultimate")])
    let normed = try norm(hidden, "penultimate")
    return stage == .tags ? graph.node("Sigmoid", [try dense(normed, "tags")]) : normed
  }

  private func norm(_ value: String, _ part: String) throws -> String {
    try batchNorm(value, part: part + "_norm.", epsilon: Musicnn.epsilon)
  }

  private func dense(_ value: String, _ part: String) throws -> String {
    graph.node(
      "Gemm", [value, try tensor(part + ".weight"), try tensor(part + ".bias")], [("transB", .integer(1))])
  }
}
