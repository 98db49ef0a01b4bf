import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Call {
  /// The baseline in the rounds that this call of 'holdout', 'crossval' or 'nested' asks for.
  func baseline() throws -> Evaluation {
    switch verb.name {
    case "holdout": return try holdout(experiment().baseline)
    case "crossval":
      return try experiment().baseline.crossValidate(plan: plan(), work: environment.work)
    case "nested":
      guard let first = try candidates().first else { break }
      return try first.experiment.baseline.crossValidate(plan: plan(), work: environment.work)
    default: break
    }
    throw Failure("'\(verb.name)' has no baseline")
  }
}
