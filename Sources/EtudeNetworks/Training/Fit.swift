import EtudeCore
import EtudeSound

/// Trains a recipe, from fresh weights or on from `continuing`, and gives the fitted network.
///
/// - Parameters:
///   - labels: one an item of `examples`, an index into `genres`.
///   - training: the items that are learnt from; all statistics come from them alone.
///   - validation: items judged after every epoch and never learnt from; may be empty.
///   - stream: all random numbers derive from it, so equal streams give equal weights.
///   - prepared: what `prepare` gave for the same recipe and examples; made here if nil.
/// - Throws: `Failure` for recipes that do not fit the examples, for items that cannot be read, and
///   `Failure.interrupted` before the first whole epoch is done.
public func fit(
  _ model: Model, continuing: Fitted? = nil, examples: any Examples, labels: [Int], genres: [String],
  training: [Int], validation: [Int] = [], options: TrainingOptions, stream: Digest,
  prepared: PreparedExamples? = nil, featureSettings: String = "", dataDigest: Digest? = nil, work: Work,
  onEvent: (TrainingEvent) -> Void = { _ in }
) throws -> Fitted {
  throw Failure("training is not there")
}

/// Probabilities per item of `items`, in the order of `fitted.genres`: `[items, genres]`.
public func predict(
  _ fitted: Fitted, examples: any Examples, items: [Int], prepared: PreparedExamples? = nil, work: Work
) throws -> [[Float]] {
  throw Failure("prediction is not there")
}

/// Per item what a wholly frozen recipe gives, averaged over positions: `[items, dimensions]`.
///
/// - Throws: `Failure` if a layer of the recipe has weights that were never trained.
public func features(_ model: Model, examples: any Examples, items: [Int], work: Work) throws -> [[Float]] {
  throw Failure("features are not there")
}

/// Per item what a fitted network gives before its classifier: `[items, dimensions]`.
public func features(_ fitted: Fitted, examples: any Examples, items: [Int], work: Work) throws -> [[Float]] {
  throw Failure("features are not there")
}

/// What the frozen front of a network gives for each item, made once and shared by all folds.
public final class PreparedExamples: Sendable {
  init() {}
}

/// Computes what the frozen front of `model` (or of `fitted`) gives for `items`, or reads it from `work.cache`.
public func prepare(
  _ model: Model, fitted: Fitted? = nil, examples: any Examples, items: [Int], work: Work
) throws -> PreparedExamples {
  throw Failure("preparation is not there")
}

/// True if cross-validation should train folds side by side, one thread each; by recipe, shapes and threads alone.
public func runsFoldsSideBySide(_ model: Model, imageSize: Int, bands: Int, threads: Int) -> Bool {
  false
}
