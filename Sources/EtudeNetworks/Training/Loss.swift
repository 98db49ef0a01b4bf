import EtudeCore
import Glibc

/// Softmax with cross-entropy, averaged over a batch.
package struct CrossEntropy {
  let classes: Int
  /// Weight of each genre in the mean; nil for equal ones.
  let weights: [Float]?

  package init(classes: Int, weights: [Float]?) {
    self.classes = classes
    self.weights = weights
  }

  /// What a batch gave.
  package struct Sum {
    /// Sum of the items' weighted losses.
    package var loss = 0.0
    /// Sum of the items' weights.
    package var weight = 0.0
    /// Items whose likeliest genre is the target's likeliest.
    var correct = 0
  }

  /// The loss of a batch; `gradient` takes the mean's gradient by the logits.
  ///
  /// - Parameters:
  ///   - logits: `[items, classes]`.
  ///   - targets: `[items, classes]`, each row summing to 1.
  package func evaluate(
    logits: UnsafePointer<Float>, targets: UnsafePointer<Float>, items: Int,
    gradient: UnsafeMutablePointer<Float>? = nil
  ) -> Sum {
    var sum = Sum()
    for item in 0..<items {
      let row = logits + item * classes
      let target = targets + item * classes
      var greatest = row[0]
      var guess = 0
      var truth = 0
      for genre in 1..<max(1, classes) {
        if row[genre] > greatest { (greatest, guess) = (row[genre], genre) }
        if target[genre] > target[truth] { truth = genre }
      }
      if guess == truth { sum.correct += 1 }
      var total: Float = 0
      for genre in 0..<classes { total += expf(row[genre] - greatest) }
      let logTotal = logf(total) + greatest
      var itemWeight: Float = 0
      for genre in 0..<classes {
        let weighted = target[genre] * (weights?[genre] ?? 1)
        itemWeight += weighted
        sum.loss -= Double(weighted * (row[genre] - logTotal))
      }
      sum.weight += Double(itemWeight)
      if let gradient {
        for genre in 0..<classes {
          let probability = expf(row[genre] - logTotal)
          let weighted = target[genre] * (weights?[genre] ?? 1)
          gradient[item * classes + genre] = itemWeight * probability - weighted
        }
      }
    }
    if let gradient, sum.weight > 0 {
      let scale = Float(1 / sum.weight)
      for index in 0..<items * classes { gradient[index] *= scale }
    }
    return sum
  }

  /// Probabilities of a row of logits.
  static func softmax(_ row: UnsafeBufferPointer<Float>) -> [Float] {
    let greatest = row.max() ?? 0
    let raised = row.map { expf($0 - greatest) }
    let total = raised.reduce(0, +)
    return raised.map { $0 / total }
  }
}
