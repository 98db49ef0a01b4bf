import EtudeCore

/// How what a decision rests on is found.
public enum SaliencyMethod: String, Codable, Hashable, Sendable, CaseIterable {
  /// A layer's feature maps, each weighed by the mean gradient of the answer by it (Selvaraju et al., 2017).
  case gradCAM = "grad-cam"
  /// The gradient of the answer by the input, summed on the way from an input that says nothing (Sundararajan, Taly and
  /// Yan, 2017): the parts add up to the whole difference in the answer.
  case integratedGradients = "integrated gradients"
  /// How much less probable the genre is if a patch of the input is covered (Zeiler and Fergus, 2014).
  case occlusion
}

/// What in an item's view a decision rests on.
public struct Saliency: Sendable, Hashable {
  /// The view it is laid over.
  public let view: ExampleView
  /// How it was found.
  public let method: SaliencyMethod
  /// The layer whose maps were weighed; nil where the input itself was looked at.
  public let layer: String?
  /// `[height, width]`: for the image row 0 at the top; for frames and sound `[bands, steps]`, band 0 first, of sound one
  /// band in all, or the tags. What speaks against the genre is negative.
  public let evidence: Tensor
  /// Steps along time, of which each column is one or several, as `StepTimes.joined` has them.
  public let steps: Int
  /// Names of the rows where the network reads the tags of each window; else none.
  public let tags: [String]
  /// The genre it speaks for, an index.
  public let genre: Int
  /// The likeliest genre, an index.
  public let decided: Int
  /// The probability of the genre that it speaks for.
  public let probability: Float

  /// The evidence for the genre: what speaks against it is left out, and the greatest is 1.
  public var map: Tensor {
    let kept = evidence.values.map { max(0, $0) }
    let greatest = kept.max() ?? 0
    return Tensor(shape: evidence.shape, values: greatest > 0 ? kept.map { $0 / greatest } : kept)
  }
}

extension Fitted {
  /// What the decision for `genre` (the likeliest if nil) rests on.
  ///
  /// - Parameters:
  ///   - layer: whose feature maps Grad-CAM weighs, the last one's if nil; of a recurrent layer the input it reads.
  ///   - method: nil for what suits: Grad-CAM where there is a feature map, else integrated gradients.
  /// - Throws: `Failure` for a recipe whose branches all read statistics, and for a method that a layer does not allow.
  public func saliency(
    examples: any Examples, item: Int, genre: Int? = nil, layer: String? = nil, method: SaliencyMethod? = nil,
    work: Work
  ) throws -> Saliency {
    if let layer { try checkLayer(layer) }
    return try inspecting(item, of: examples, .explanation, work) { inspected in
      try inspected.network.forward(work)
      let probabilities = CrossEntropy.softmax(inspected.logits)
      let decided = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
      let chosen = genre ?? decided
      guard classes.indices.contains(chosen) else {
        throw Failure("there is no genre \(chosen)", fix: "name a genre of the network")
      }
      let target = try inspected.explained(layer: layer, method: method)
      func found(
        _ method: SaliencyMethod, _ view: ExampleView, layer: String? = nil, steps: Int? = nil,
        tags: [String] = [], _ evidence: Tensor
      ) -> Saliency {
        Saliency(
          view: view, method: method, layer: layer, evidence: evidence, steps: steps ?? evidence.shape[1],
          tags: tags, genre: chosen, decided: decided, probability: probabilities[chosen])
      }
      switch target {
      case .map(let name, let signal):
        return found(.gradCAM, .image, layer: name, try inspected.gradCAM(of: chosen, at: signal, work))
      case .input(let slot):
        let (view, tags) = (slot.front.view, slot.front.tags)
        return method == .occlusion
          ? found(
            .occlusion, view, steps: EnteredValues(slot).extents.columns, tags: tags,
            try inspected.occluded(slot, genre: chosen, work))
          : found(
            .integratedGradients, view, tags: tags, try inspected.integrated(slot, answer: chosen, work))
      }
    }
  }
}

/// Where in a network a decision is explained.
enum ExplainedPlace {
  /// At the feature maps of a layer.
  case map(name: String, Signal)
  /// At what enters it.
  case input(InputSlot)
}

extension InspectedNetwork {
  /// The place that a layer's name and a method ask for, or what suits.
  fileprivate func explained(layer: String?, method: SaliencyMethod?) throws -> ExplainedPlace {
    if let layer, let signal = network.signals[layer] {
      if signal.isMap, !signal.isImage {
        if let method, method != .gradCAM {
          throw Failure(
            "\(method.rawValue) looks at the input, not at a layer",
            fix: "leave out layer, or ask for grad-cam")
        }
        return .map(name: layer, signal)
      }
      guard let slot = network.slots.first(where: { $0.front.isAlongTime }), network.isRecurrent(layer),
        method != .gradCAM
      else {
        throw Failure(
          "'\(layer)' gives no map over the song", fix: "name a convolution or a block, or leave out layer")
      }
      return .input(slot)
    }
    if method ?? .gradCAM == .gradCAM {
      if let last = network.layers.last(where: { $0.output.isMap && !$0.output.isImage }) {
        let name = network.signals.filter { $0.value === last.output }.keys.sorted().first
        return .map(name: name ?? "the last map", last.output)
      }
      if method == .gradCAM {
        throw Failure(
          "grad-cam wants a feature map, and the network has none", fix: "ask for integrated gradients")
      }
    }
    let slots = network.slots.filter { $0.front.hasPlaces }
    guard let slot = slots.first(where: { !$0.front.isAlongTime }) ?? slots.first else {
      throw Failure("saliency wants a network over the image or frames", fix: "use a recipe without stats")
    }
    return .input(slot)
  }

  /// The channels' mean gradients weigh the channels: `[height, width]`.
  fileprivate func gradCAM(of answer: Int, at signal: Signal, _ work: Work) throws -> Tensor {
    let values = try values(signal)
    guard let slope = try gradient(of: answer, by: signal, work) else {
      throw Failure("the network's decision does not depend on its input", fix: "train it first")
    }
    let positions = values.shape[1] * values.shape[2]
    var map = [Float](repeating: 0, count: positions)
    for channel in 0..<values.shape[0] {
      let start = channel * positions
      var weight: Float = 0
      for index in start..<start + positions { weight += slope.values[index] }
      weight /= Float(positions)
      for index in 0..<positions { map[index] += weight * values.values[start + index] }
    }
    return Tensor(shape: Array(values.shape.dropFirst()), values: map)
  }
}

extension Network {
  /// Whether a layer reads along time.
  fileprivate func isRecurrent(_ name: String) -> Bool {
    layers.contains { ($0 as? Recurrent)?.name == name }
  }
}

extension InputStage {
  /// Which view of an item it reads.
  var view: ExampleView {
    switch self {
    case .image: .image
    case .frames, .statistics: .frames
    case .descriptors: .descriptors
    case .sound: .sound
    case .frozen(let prefix): prefix.isOfSound ? .sound : .image
    }
  }

  /// Whether what it gives is a sequence: frames, or what a frozen network makes of windows of sound.
  var isAlongTime: Bool {
    switch self {
    case .frames: true
    case .frozen(let prefix): prefix.isOfSound
    default: false
    }
  }

  /// Names of what it gives of each window, if that is tags.
  var tags: [String] { if case .frozen(let prefix) = self { prefix.tags } else { [] } }

  /// Whether what it gives has places in the song.
  var hasPlaces: Bool { if case .image = self { true } else { isAlongTime } }
}
