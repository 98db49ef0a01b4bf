import EtudeCore

/// Where a chain of layers begins: what is made of an item once, before any training, and what is left to train.
package enum InputStage {
  /// The image view as it is.
  case image(size: Int)
  /// The frames view, averaged to at most `steps`, standardised by `layer`'s statistics.
  case frames(layer: String, bands: Int, steps: Int)
  /// Mean and deviation per band, standardised by `layer`'s statistics.
  case statistics(layer: String, bands: Int)
  /// What is measured of the sound as a whole, standardised by `layer`'s statistics.
  case descriptors(layer: String, count: Int)
  /// The sound view as it is.
  case sound
  /// What a frozen prefix of the chain gives for the image view or the sound view.
  case frozen(FrozenPrefix)
}

/// The leading layers of a chain whose weights are known and never move.
package struct FrozenPrefix {
  /// Whole layers; the last may be a MobileNetV2 of which only `blocks` belong to it.
  package let layers: [ResolvedLayer]
  /// How many blocks of the MobileNetV2 in front belong to it; nil if the chain begins otherwise.
  let blocks: Int?
  package let imageSize: Int
  /// Reads the sound view, and no image.
  var isOfSound: Bool { layers.first?.input == .sound }
  /// What it gives for one item.
  package let output: Shape

  /// Parameters that its output depends on.
  var parameters: [Parameter] { layers.flatMap(\.parameters).filter(\.isFrozen) }

  /// Names of what it gives of a window, if that is tags.
  var tags: [String] { (layers.last?.kind.type as? MusicnnLayer)?.tags ?? [] }
}

extension InputStage {
  /// The input stage of a chain that begins with the sound, and the number of whole layers it takes.
  ///
  /// - Parameter areWeightsKnown: every layer has trained weights; else only a pretrained one has.
  package static func of(_ chain: [ResolvedLayer], areWeightsKnown: Bool) -> (front: InputStage, layers: Int)
  {
    guard let first = chain.first else { return (.image(size: 0), 0) }
    if case .frames(let bands) = first.input { return first.kind.type.framesStage(of: first, bands: bands) }
    if let layer = first.kind.type as? DescriptorsLayer {
      return (.descriptors(layer: first.name, count: layer.count), 1)
    }
    let size: Int
    let whole: InputStage
    switch first.input {
    case .image(let side): (size, whole) = (side, .image(size: side))
    case .sound: (size, whole) = (0, .sound)
    default: return (.image(size: 0), 0)
    }
    var prefix: [ResolvedLayer] = []
    var count = 0
    for layer in chain {
      let type = layer.kind.type
      guard type.canBeInPrefix else { break }
      if type.hasWeights {
        guard layer.frozenParts > 0, type.isPretrained || areWeightsKnown else { break }
        // What musicnn's front gives takes more memory than the sound, and the rest of it little time.
        guard layer.isFrozen || first.input != .sound else { break }
        prefix.append(layer)
        if !layer.isFrozen { return (.frozen(FrozenPrefix(prefix, size: size)), 0) }
      } else {
        prefix.append(layer)
      }
      count += 1
    }
    let hasWeights = prefix.contains { !$0.parameters.isEmpty }
    return hasWeights ? (.frozen(FrozenPrefix(prefix, size: size)), count) : (whole, 0)
  }
}

extension InputStage {
  /// The plain view of a input stage that begins with a frozen prefix.
  var uncut: InputStage {
    guard case .frozen(let prefix) = self else { return self }
    return prefix.isOfSound ? .sound : .image(size: prefix.imageSize)
  }
}

extension InputStage {
  /// A input stage that ends behind the windows of a frozen network over the sound, where it begins with one: a sequence
  /// along time by which there are gradients. Nil for all others.
  var windowsOfSound: InputStage? {
    guard case .frozen(let prefix) = self, prefix.isOfSound, let first = prefix.layers.first else {
      return nil
    }
    return .frozen(FrozenPrefix([first], size: prefix.imageSize))
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
