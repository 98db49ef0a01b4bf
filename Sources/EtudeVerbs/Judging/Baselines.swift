import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Call {
  /// The baseline in the rounds that this call of 'holdout', 'crossval' or 'nested' asks for.
  func baseline() throws -> Evaluation {
    switch verb.name {
    case "holdout": return try holdout(judgedExperiment(by: self[DivisionDeclarations.by]).baseline)
    case "crossval": return try crossValidated(judgedExperiment(by: groupingOfFolds()).baseline)
    case "nested":
      guard let first = try candidates().first else { break }
      return try crossValidated(first.experiment.baseline)
    default: break
    }
    throw Failure("'\(verb.name)' has no baseline")
  }
}
