import EtudeCore

/// Where a chain of layers begins: what is made of an item once, before any training, and what is left to train.
enum FrontEnd {
  /// The image view as it is.
  case image(size: Int)
  /// The frames view, averaged to at most `steps`, standardised by `layer`'s statistics.
  case frames(layer: String, bands: Int, steps: Int)
  /// Mean and deviation per band, standardised by `layer`'s statistics.
  case statistics(layer: String, bands: Int)
  /// What a frozen prefix of the chain gives for the image view.
  case frozen(FrozenPrefix)
}

/// The leading layers of a chain whose weights are known and never move.
struct FrozenPrefix {
  /// Whole layers; the last may be a MobileNetV2 of which only `blocks` belong to it.
  let layers: [ResolvedLayer]
  /// How many blocks of the MobileNetV2 in front belong to it; nil if the chain begins otherwise.
  let blocks: Int?
  let imageSize: Int
  /// What it gives for one item.
  let output: Shape

  /// Parameters that its output depends on.
  var parameters: [Parameter] { layers.flatMap(\.parameters).filter(\.isFrozen) }
}

extension FrontEnd {
  /// The front end of a chain that begins with the sound, and the number of whole layers it takes.
  ///
  /// - Parameter areWeightsKnown: every layer has trained weights; else only a pretrained one has.
  static func of(_ chain: [ResolvedLayer], areWeightsKnown: Bool) -> (front: FrontEnd, layers: Int) {
    guard let first = chain.first else { return (.image(size: 0), 0) }
    if case .frames(let bands) = first.input { return first.kind.type.framesFront(of: first, bands: bands) }
    guard case .image(let size) = first.input else { return (.image(size: 0), 0) }
    var prefix: [ResolvedLayer] = []
    var whole = 0
    for layer in chain {
      let type = layer.kind.type
      guard type.canBeInPrefix else { break }
      if type.hasWeights {
        guard layer.frozenParts > 0, type.isPretrained || areWeightsKnown else { break }
        prefix.append(layer)
        if !layer.isFrozen { return (.frozen(FrozenPrefix(prefix, size: size)), 0) }
      } else {
        prefix.append(layer)
      }
      whole += 1
    }
    let hasWeights = prefix.contains { !$0.parameters.isEmpty }
    return hasWeights ? (.frozen(FrozenPrefix(prefix, size: size)), whole) : (.image(size: size), 0)
  }
}

extension FrozenPrefix {
  init(_ layers: [ResolvedLayer], size: Int) {
    self.layers = layers
    imageSize = size
    var output = layers.last?.output ?? .image(size: size)
    var blocks: Int?
    if let first = layers.first, first.kind.type is MobileNetV2Layer {
      blocks = first.frozenParts
      if first.frozenParts < MobileNetV2.blockCount {
        output = MobileNetV2.output(blocks: first.frozenParts, size: size)
      }
    }
    self.blocks = blocks
    self.output = output
  }
}

extension MobileNetV2 {
  /// The map after so many blocks of a square image.
  static func output(blocks count: Int, size: Int) -> Shape {
    var side = size
    var channels = 3
    for block in blocks.prefix(count) {
      for convolution in block.convolutions {
        side = (side + convolution.stride - 1) / convolution.stride
        channels = convolution.outputs
      }
    }
    return .map(channels: channels, height: side, width: side)
  }
}
