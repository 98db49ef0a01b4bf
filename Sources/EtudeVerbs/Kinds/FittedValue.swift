import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

/// A recipe with weights.
struct FittedValue: ObjectValue {
  let fitted: Fitted
  /// Which tracks, artists and songs it has seen; nil for a network loaded from a file.
  var memory: TrainingMemory?

  private func counts() throws -> (all: Int, trainable: Int) {
    try fitted.model.parameterCounts(
      imageSize: fitted.imageSize, bands: fitted.bands, genres: fitted.genres.count)
  }

  var kind: Kind { .fitted }
  var digest: String? { fitted.digest.description }

  var summary: String {
    var line = "fitted · " + fitted.model.names.joined(separator: " | ")
    line += " · \(fitted.genres.count.of("genre")) · \(fitted.epochs.of("epoch"))"
    if let accuracy = fitted.history.accuracy.last { line += " · accuracy \(Double(accuracy).percent)" }
    if let accuracy = fitted.history.validationAccuracy.last {
      line += " · validation \(Double(accuracy).percent)"
    }
    return line + (fitted.isInterrupted ? " · interrupted" : "")
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "model": .object(ModelValue(model: fitted.model))
    case "history": .object(HistoryValue(history: fitted.history))
    case "genres": .texts(fitted.genres)
    case "epochs": .count(fitted.epochs)
    case "parameters": .count(try counts().all)
    case "trainable": .count(try counts().trainable)
    case "interrupted": .flag(fitted.isInterrupted)
    default: throw Failure("a fitted model has no field '\(name)'")
    }
  }
}
