import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// Rows of a batch are independent: what a network makes of an item depends on no other item that is near it.
///
/// `ETUDE_RECIPES` sets how many recipes are drawn; `Scripts/sanitize` draws a thousand.
@Suite struct BatchLawTests {
  static let count = ProcessInfo.processInfo.environment["ETUDE_RECIPES"].flatMap(Int.init) ?? 20

  /// A recipe, the items it is for, and a training of it.
  private struct Drawn {
    let examples: UnequalExamples
    let model: Model
    var options: TrainingOptions

    init(_ number: Int) throws {
      var recipes = RandomRecipes(number)
      examples = UnequalExamples(&recipes.random)
      model = try recipes.next(
        imageSize: examples.imageSize, bands: examples.bands, classes: examples.classes)
      options = recipes.options()
    }

    func fitted(training: [Int], validation: [Int] = [], threads: Int = 1) throws -> Fitted {
      try fit(
        model, examples: examples, labels: examples.labels, classes: examples.names, training: training,
        validation: validation, options: options, stream: key("law"), work: Work(threads: threads))
    }
  }

  @Test func aBatchGivesEachItemWhatItGivesItAlone() throws {
    for number in 0..<Self.count {
      let drawn = try Drawn(number)
      let (examples, items) = (drawn.examples, Array(drawn.examples.lengths.indices))
      let fitted = try drawn.fitted(training: Array(items.dropLast()))
      let what = "recipe \(number) \(drawn.model.names) \(examples.lengths)"
      let together = try predict(fitted, examples: examples, items: items, work: Work())
      let vectors = try features(fitted, examples: examples, items: items, work: Work())
      for item in items {
        let alone = try predict(fitted, examples: examples, items: [item], work: Work())[0]
        expectClose(together[item], alone, absolute: 2e-6, relative: 2e-5, "\(what), item \(item)")
        let vector = try features(fitted, examples: examples, items: [item], work: Work())[0]
        expectClose(vectors[item], vector, absolute: 5e-6, relative: 5e-5, "\(what), features of \(item)")
        try checkInspection(fitted, examples, item, alone, what)
      }
    }
  }

  /// What is looked at is what decides, in every layer, and as long as the item is.
  private func checkInspection(
    _ fitted: Fitted, _ examples: UnequalExamples, _ item: Int, _ probabilities: [Float], _ what: String
  ) throws {
    for name in fitted.model.allNames where !name.hasPrefix("mobilenetv2") {
      let seen = try fitted.activations(examples: examples, item: item, layer: name, work: Work())
      let areFinite = seen.values.allSatisfy { $0.isFinite }
      #expect(areFinite, "\(what), \(name)")
      guard name == "classify" else { continue }
      let raised = seen.values.map { exp($0) }
      let total = raised.reduce(0, +)
      expectClose(raised.map { $0 / total }, probabilities, absolute: 2e-6, relative: 2e-5, "\(what), seen")
    }
  }

  /// A frozen chain runs ahead, an item at a time, and says what it said as part of the network; training goes on from it.
  @Test func whatIsFrozenSaysTheSame() throws {
    for number in 0..<Self.count {
      let drawn = try Drawn(number)
      let (examples, items) = (drawn.examples, Array(drawn.examples.lengths.indices))
      let fitted = try drawn.fitted(training: items)
      let what = "recipe \(number) \(drawn.model.names) \(examples.lengths)"
      let names = drawn.model.names
      let frozen = try fitted.freezing { try $0.frozen(through: names[max(0, names.count - 2)]) }
      let before = try predict(fitted, examples: examples, items: items, work: Work())
      let after = try predict(frozen, examples: examples, items: items, work: Work())
      for item in items {
        expectClose(after[item], before[item], absolute: 5e-6, relative: 5e-5, "\(what), item \(item)")
      }
      guard names.count > 1 else { continue }
      let more = try fit(
        frozen.model, continuing: frozen, examples: examples, labels: examples.labels,
        classes: examples.names,
        training: items, options: TrainingOptions(epochs: 1, batch: 3), stream: key("more"), work: Work())
      // A dropout may hide from the classifier all that it weighs, in each of the few steps.
      let isHidden = names.contains { $0.hasPrefix("dropout") }
      for (name, tensor) in more.weights where !(isHidden && name == "classify.weight") {
        #expect((tensor == fitted.weights[name]) == !name.hasPrefix("classify."), "\(what), \(name)")
      }
    }
  }

  /// Nothing here but that it runs: in bf16, with all of a processor's threads, and backward to the input.
  @Test func everyRecipeRunsEveryWay() throws {
    let precision: Precision = (try? Precision.bf16.check()) == nil ? .fp32 : .bf16
    for number in 0..<Self.count {
      var drawn = try Drawn(number)
      drawn.options.precision = precision
      let items = Array(drawn.examples.lengths.indices)
      let fitted = try drawn.fitted(training: items, validation: [items.count - 1], threads: 2)
      for item in items.prefix(2) {
        // Where nothing but statistics is read there is nothing to point at.
        let saliency = try? fitted.saliency(examples: drawn.examples, item: item, work: Work(threads: 2))
        let isFinite = saliency?.map.values.allSatisfy { $0.isFinite } ?? true
        #expect(isFinite, "recipe \(number) \(drawn.model.names)")
        guard let gates = try? fitted.gates(examples: drawn.examples, item: item, work: Work()) else {
          continue
        }
        #expect(gates.allSatisfy { $0.gates.allSatisfy { $0.values.shape[0] == 1 } })
      }
    }
  }

  /// Items that are never learnt from make the batches longer, and nothing else.
  @Test func trainingDoesNotDependOnHowFarABatchIsPadded() throws {
    for number in 0..<Self.count {
      let drawn = try Drawn(number)
      let order = drawn.examples.lengths.indices.sorted {
        (drawn.examples.lengths[$0], $0) < (drawn.examples.lengths[$1], $1)
      }
      let training = Array(order.dropLast(2)).sorted()
      let near = try drawn.fitted(training: training)
      let far = try drawn.fitted(training: training, validation: Array(order.suffix(2)))
      for (name, tensor) in near.weights {
        expectClose(
          try #require(far.weights[name]).values, tensor.values, absolute: 1e-5, relative: 1e-4,
          "recipe \(number) \(drawn.model.names) \(drawn.examples.lengths): \(name)")
      }
    }
  }
}
