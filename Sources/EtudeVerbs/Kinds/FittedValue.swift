import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeSession
import FoundationEssentials

/// A recipe with weights.
struct FittedValue: ObjectValue {
  let fitted: Fitted
  /// Which tracks, artists and songs it has seen; nil for a network from a file that does not say.
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

extension FittedValue: CostlyValue {}

extension FittedValue: RunValue {
  var runScores: [String: Double] {
    let last = [
      "training_loss": fitted.history.loss.last, "training_accuracy": fitted.history.accuracy.last,
      "validation_loss": fitted.history.validationLoss.last,
      "validation_accuracy": fitted.history.validationAccuracy.last,
    ]
    return last.compactMapValues(\.self)
  }

  /// The history; the weights are for the user to save.
  func runContents() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(fitted.history), as: UTF8.self)
  }

  var isPartial: Bool { fitted.isInterrupted }
}

extension FittedValue {
  /// The note in a network's file that says what it has seen.
  private static let memoryNote = "training"

  /// A network that `save(to:)` wrote.
  /// - Throws: `Failure.input` if the file is missing, damaged or no fitted network.
  init(loading path: String) throws {
    fitted = try Fitted(loading: path)
    guard let note = fitted.notes[Self.memoryNote] else { return }
    do {
      memory = try JSONDecoder().decode(TrainingMemory.self, from: Data(note.utf8))
    } catch {
      throw Failure.input(
        "\(path) has no readable note of what it was trained on", fix: "save the network again")
    }
  }

  /// Writes the network with what it has seen, so that leakage is known when it is judged elsewhere.
  func save(to path: String) throws {
    var fitted = fitted
    if let memory {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      fitted.notes[Self.memoryNote] = String(decoding: try encoder.encode(memory), as: UTF8.self)
    }
    try fitted.save(to: path)
  }
}
