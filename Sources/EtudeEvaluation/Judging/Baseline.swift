import EtudeCore
import EtudeNetworks
import Synchronization

/// The result of `stats | classify` in the same rounds, computed when first asked for.
public final class Baseline: Sendable {
  private let known = Mutex<Evaluation?>(nil)
  private let compute: @Sendable (Work) throws -> Evaluation

  /// - Parameter compute: makes the result; may throw a `Failure` that says why there is none.
  public init(_ compute: @escaping @Sendable (Work) throws -> Evaluation) { self.compute = compute }

  /// The result; computed at the first call, remembered afterwards.
  public func result(work: Work) throws -> Evaluation {
    if let result = known.withLock({ $0 }) { return result }
    let result = try compute(work)
    known.withLock { $0 = result }
    return result
  }

  /// The result, or the reason why there is none.
  /// - Throws: `Failure.interrupted` alone.
  public func outcome(work: Work) throws -> BaselineOutcome {
    do {
      return .known(try result(work: work))
    } catch let failure as Failure where failure.kind != .interrupted && failure.kind != .waiting {
      return .missing(reason: failure.cause)
    }
  }
}

/// What there is to stand beside a result.
public enum BaselineOutcome: Sendable {
  case known(Evaluation)
  case missing(reason: String)
}

extension Evaluation {
  /// What there is to stand beside this result; nil where it is the baseline itself.
  /// - Throws: `Failure.interrupted` alone.
  public func baselineOutcome(work: Work) throws -> BaselineOutcome? {
    if let baseline { return try baseline.outcome(work: work) }
    return kind == .evaluate ? .missing(reason: "a fitted network is judged, and no recipe") : nil
  }
}

extension Experiment {
  /// The layers of the baseline that a network has to beat.
  public static let baselineLayers: [LayerKind] = [.stats, .classify]

  /// What suits the baseline, whatever a network beside it is given.
  static let baselineOptions = TrainingOptions(epochs: 100, learningRate: 1e-2)

  /// Whether this is the baseline as it would be trained to stand beside a network; with other settings its layers are a
  /// network like any other, which may well do worse.
  var isBaseline: Bool {
    model == (try? Model(Self.baselineLayers)) && options == Self.baselineOptions && validation == 0
      && flaws.isEmpty && variations.isEmpty
  }

  /// The same question to `stats | classify`, with options that suit it whatever the network was given.
  public var baseline: Experiment {
    get throws {
      var other = self
      other.model = try Model(Self.baselineLayers)
      other.options = Self.baselineOptions
      other.validation = 0
      other.flaws = []
      other.variations = []
      other.statement = "stats | classify"
      return other
    }
  }
}
