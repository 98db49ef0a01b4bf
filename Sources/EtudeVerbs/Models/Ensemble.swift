import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let ensemble = Verb(
    "ensemble", "whole recipes, each trained for itself, or fitted networks: their probabilities averaged",
    section: .models, operands: [networks],
    result: .rule { call in
      guard case .list(let element, _)? = call.value(of: networks)?.type, element == .kind(.fitted) else {
        return StaticValue(.kind(.model))
      }
      return StaticValue(.kind(.fitted))
    },
    examples: [
      "net = ensemble [stats | svm, gru 64 | classify]",
      "cv = crossval (ensemble [stats | svm, cnn | classify]) mels",
    ], isFoldable: true
  ) { call in
    let networks = try call[networks]
    let fitted = networks.compactMap { if case .fitted(let value) = $0 { value } else { nil } }
    guard fitted.isEmpty else { return .object(try FittedValue(ensembleOf: fitted, in: call.environment)) }
    return .object(ModelValue(model: try Model([.ensemble(networks.map(\.model))])))
  }

  private static let networks = TypedOperand<[GivenNetwork]>(
    "networks", .list(of: .network),
    help: "two recipes or more, each with its classifier, or fitted networks of equal genres, in brackets")
}

extension FittedValue {
  /// Fitted networks whose probabilities are averaged; it has seen what any of them has.
  fileprivate init(ensembleOf networks: [FittedValue], in environment: Environment) throws {
    var ensemble = try Fitted(ensembleOf: networks.map(\.fitted))
    let lengths = networks.compactMap(\.fitted.learnedLength)
    // An ensemble asks all of its networks about the same windows.
    if lengths.count == networks.count, let longest = lengths.max(), let shortest = lengths.min() {
      ensemble.learnedLength = longest
      if longest - shortest > longest / 100 {
        environment.work.warn(
          "the networks learned from songs of \(shortest.seconds) to \(longest.seconds): all are asked about "
            + "\(longest.seconds)")
      }
    }
    let memories = networks.compactMap(\.memory)
    var memory = memories.count == networks.count ? memories.first : nil
    for other in memories.dropFirst() { memory = memory?.joined(with: other) }
    self.init(fitted: ensemble, memory: memory)
  }
}
