import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeONNX
import EtudeSession
import FoundationEssentials

extension Kind {
  static let fitted = Kind("fitted", plural: "fitted networks")
}

/// A recipe with weights.
struct FittedValue: DeclaredValue, SweptValue {
  let fitted: Fitted
  var settings: [Setting] = []
  /// Which tracks, artists and songs it has seen; nil for a network from a file that does not say.
  var memory: TrainingMemory?

  private func counts() throws -> (all: Int, trainable: Int) {
    try fitted.model.parameterCounts(
      imageSize: fitted.imageSize, bands: fitted.bands, classes: fitted.classes.count)
  }

  static let declarations = [
    KindDeclaration(.fitted, "a recipe with weights, and how they were trained", fields: fields)
  ]

  static let fields: [Field<FittedValue>] = [
    Field("model", .kind(.model)) { .object(ModelValue(model: $0.fitted.model)) },
    Field("history", .kind(.history)) { .object($0.training) },
    Field("genres", .texts) { .texts($0.fitted.classes) },
    Field("epochs", .number) { .count($0.fitted.epochs) },
    Field("parameters", .number) { .count(try $0.counts().all) },
    Field("trainable", .number) { .count(try $0.counts().trainable) },
    Field("interrupted", .flag) { .flag($0.fitted.isInterrupted) },
  ]

  /// How it was trained.
  private var training: HistoryValue {
    let songs = memory.map { "\($0.count.of("song")) in \(fitted.classes.count.of("genre"))" }
    return HistoryValue(
      history: fitted.history, origin: [fitted.model.briefPipeline] + [songs].compactMap(\.self))
  }

  var kind: Kind { .fitted }
  var digest: String? { fitted.digest.description }

  var summary: String {
    var line = "fitted · " + fitted.model.pipeline
    line += " · \(fitted.classes.count.of("genre"))"
    if !fitted.model.isClassical { line += " · \(fitted.epochs.of("epoch"))" }
    if let accuracy = fitted.history.accuracy.last { line += " · accuracy \(Double(accuracy).percent)" }
    if let accuracy = fitted.history.validationAccuracy.last {
      line += " · validation \(Double(accuracy).percent)"
    }
    if fitted.isInterrupted { line += " · interrupted" }
    return line + (fitted.validationLeakage.map { "\nvalidation leakage: \($0)" } ?? "")
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

extension FittedValue: Drawable {
  func drawing(work: Work) -> Drawing { training.drawing(work: work) }
}

extension FittedValue: Savable {
  static let savedAs: [FileFormat<FittedValue>] = [
    FileFormat("safetensors") { value, file in
      try value.save(to: file.path)
      if let digest = value.digest { file.environment.written.keep(digest) }
    },
    FileFormat("onnx") { value, file in try ONNXNetwork(value.fitted).write(to: file.path) },
  ]
}

extension FittedValue: NamingValue {
  func names(for field: String) -> [String]? { field == "layers" ? fitted.model.allNames : nil }
}
