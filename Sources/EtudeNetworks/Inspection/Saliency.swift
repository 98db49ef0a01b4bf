import EtudeCore

/// What in an item's view a decision rests on.
public struct Saliency: Sendable, Hashable {
  /// The view it is laid over.
  public let view: ExampleView
  /// For the image `[height, width]` of the last feature map, row 0 at the top, after Grad-CAM (Selvaraju et al.,
  /// 2017); for frames `[bands, steps]`, band 0 first, input times gradient. Scaled so that the greatest is 1.
  public let map: Tensor
  /// The genre it speaks for, an index.
  public let genre: Int
  /// That genre's probability.
  public let probability: Float
}

extension Fitted {
  /// What the decision for `genre` (the likeliest if nil) rests on.
  ///
  /// - Throws: `Failure` for a recipe whose branches all read statistics.
  public func saliency(examples: any Examples, item: Int, genre: Int? = nil, work: Work) throws -> Saliency {
    try Compute.run(threads: work.threads) {
      let inspected = try InspectedNetwork(self, examples: examples, item: item, purpose: .explanation)
      let network = inspected.network
      try network.forward(work)
      let logits = UnsafeBufferPointer(start: network.output.value.floats, count: genres.count)
      let probabilities = CrossEntropy.softmax(logits)
      let chosen = genre ?? probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
      guard genres.indices.contains(chosen), let gradient = network.output.gradient?.floats else {
        throw Failure("there is no genre \(chosen)", fix: "name a genre of the network")
      }
      for index in genres.indices { gradient[index] = index == chosen ? 1 : 0 }
      let target = try network.explainedSignal()
      // Layers before the target would write over its gradient.
      for layer in network.layers.reversed() {
        if layer.output === target { break }
        try work.checkCancelled()
        try layer.backward()
      }
      try network.context.engine.wait()
      guard let memory = target.gradient else {
        throw Failure("the network's decision does not depend on its input", fix: "train it first")
      }
      let steps = target.lengths?.values?.first
      let values = try inspected.tensor(target.value, steps: steps)
      let slope = try inspected.tensor(memory, steps: steps)
      let isMap = values.shape.count == 3
      return Saliency(
        view: isMap ? .image : .frames,
        map: isMap ? gradCAM(values, slope) : inputTimesGradient(values, slope),
        genre: chosen, probability: probabilities[chosen])
    }
  }
}

extension Network {
  /// The last feature map, or the frames where no branch has one.
  fileprivate func explainedSignal() throws -> Signal {
    if let layer = layers.last(where: { $0.output.isMap && !$0.output.isImage }) {
      return layer.output
    }
    for slot in slots {
      if case .frames = slot.front { return slot.signal }
    }
    throw Failure("saliency wants a network over the image or frames", fix: "use a recipe without stats")
  }
}

/// The channels' mean gradients weigh the channels; what speaks against the genre is left out.
private func gradCAM(_ values: Tensor, _ slope: Tensor) -> Tensor {
  let positions = values.shape[1] * values.shape[2]
  var map = [Float](repeating: 0, count: positions)
  for channel in 0..<values.shape[0] {
    let start = channel * positions
    var weight: Float = 0
    for index in start..<start + positions { weight += slope.values[index] }
    weight /= Float(positions)
    for index in 0..<positions { map[index] += weight * values.values[start + index] }
  }
  return scaled(map.map { max(0, $0) }, shape: Array(values.shape.dropFirst()))
}

/// `[steps, bands]` to `[bands, steps]`.
private func inputTimesGradient(_ values: Tensor, _ slope: Tensor) -> Tensor {
  let (steps, bands) = (values.shape[0], values.shape[1])
  var map = [Float](repeating: 0, count: steps * bands)
  for step in 0..<steps {
    for band in 0..<bands {
      map[band * steps + step] = max(
        0, values.values[step * bands + band] * slope.values[step * bands + band])
    }
  }
  return scaled(map, shape: [bands, steps])
}

private func scaled(_ map: [Float], shape: [Int]) -> Tensor {
  let greatest = map.max() ?? 0
  return Tensor(shape: shape, values: greatest > 0 ? map.map { $0 / greatest } : map)
}
