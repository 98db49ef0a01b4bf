import EtudeCore
import EtudeNetworks
import Synchronization

/// The result of `stats | classify` in the same rounds, computed when first asked for.
public final class Baseline: Sendable {
  private let known = Mutex<Evaluation?>(nil)
  private let compute: @Sendable (Work) throws -> Evaluation

  init(_ compute: @escaping @Sendable (Work) throws -> Evaluation) { self.compute = compute }

  /// The result; computed at the first call, remembered afterwards.
  public func result(work: Work) throws -> Evaluation {
    if let result = known.withLock({ $0 }) { return result }
    let result = try compute(work)
    known.withLock { $0 = result }
    return result
  }
}

extension Experiment {
  /// The layers of the baseline that a network has to beat.
  public static let baselineLayers: [LayerKind] = [.stats, .classify]

  var isBaseline: Bool { model.layers.map(\.kind) == Self.baselineLayers }

  /// The same question to `stats | classify`, with options that suit it whatever the network was given.
  public var baseline: Experiment {
    get throws {
      var other = self
      other.model = try Model(Self.baselineLayers)
      other.options = TrainingOptions(epochs: 100, learningRate: 1e-2)
      other.validation = 0
      other.mistakes = []
      other.statement = "stats | classify"
      return other
    }
  }
}
