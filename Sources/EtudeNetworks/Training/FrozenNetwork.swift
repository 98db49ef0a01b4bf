import EtudeCore
import Synchronization

/// A wholly frozen recipe with its pretrained weights, which are read when they are first needed and then kept: for
/// whoever asks it again and again.
public final class FrozenNetwork: Sendable {
  /// The recipe whose pretrained layers it is.
  public let model: Model
  private let tensors = Mutex<[String: Tensor]?>(nil)
  private let digests = Mutex<[PrefixKind: Digest]>([:])

  /// The frozen front of a recipe; its weights are read when they are first needed.
  public init(_ model: Model) { self.model = model }

  /// What tells the prefixes of one recipe apart.
  private struct PrefixKind: Hashable {
    let layers: [String]
    let imageSize: Int
    let precision: Precision
  }

  /// The pretrained weights of the recipe's plan, by full name.
  func weights(of plan: Plan) throws -> [String: Tensor] {
    try tensors.withLock { known in
      if let known { return known }
      let read = try plan.pretrainedWeights()
      known = read
      return read
    }
  }

  /// The digest of a prefix, for which its weights are read through.
  func digest(of prefix: FrozenPrefix, weights: [String: Tensor], _ precision: Precision) -> Digest {
    let kind = PrefixKind(
      layers: prefix.layers.map(\.name), imageSize: prefix.imageSize, precision: precision)
    return digests.withLock { known in
      if let digest = known[kind] { return digest }
      let digest = prefix.digest(weights: weights, precision)
      known[kind] = digest
      return digest
    }
  }
}
