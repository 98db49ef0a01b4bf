import EtudeCore

/// Moves weights by their gradients, step by step, in place.
package final class Optimiser {
  package let rule: OptimiserRule
  private let count: Int
  private let groups: [ParameterGroup]
  private let moments: [AlignedFloats]
  private var steps = 0

  /// An optimiser for `count` weights; without groups all learn at one rate, with groups only those in a group learn.
  /// - Throws: `Failure` if there is not enough memory.
  package init(_ rule: OptimiserRule, count: Int, groups: [ParameterGroup] = []) throws {
    precondition(groups.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= count })
    self.rule = rule
    self.count = count
    self.groups = groups.isEmpty ? [ParameterGroup(range: 0..<count)] : groups
    moments = try (0..<rule.moments).map { _ in try AlignedFloats(count) }
  }

  /// What it remembers now.
  package var state: OptimiserState {
    OptimiserState(
      steps: steps, moments: moments.map { Array(UnsafeBufferPointer(start: $0.start, count: count)) })
  }

  /// Goes on from a state saved earlier; throws `Failure` if it belongs to another rule or network.
  package func restore(_ state: OptimiserState) throws {
    guard state.steps >= 0, state.moments.count == rule.moments,
      state.moments.allSatisfy({ $0.count == count })
    else {
      throw Failure(
        "the optimiser's saved state does not fit \(count) weights",
        fix: "resume with the same recipe and optimizer")
    }
    steps = state.steps
    for (moment, saved) in zip(moments, state.moments) {
      for index in 0..<count { moment.start[index] = saved[index] }
    }
  }

  /// One step; both buffers hold `count` floats, and neither weights nor gradients outside the groups are touched.
  package func step(
    _ parameters: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, rate: Double
  ) {
    steps += 1
    switch rule {
    case .adam(let beta1, let beta2, let epsilon, let weightDecay):
      let adam = AdamStep(beta1: beta1, beta2: beta2, epsilon: epsilon, steps: steps)
      adaptive(adam, parameters, gradients, rate) { _ in (shrink: 1, decay: Float(weightDecay)) }
    case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
      let adam = AdamStep(beta1: beta1, beta2: beta2, epsilon: epsilon, steps: steps)
      adaptive(adam, parameters, gradients, rate) { (shrink: Float(1 - $0 * weightDecay), decay: 0) }
    case .sgd(let momentum, let nesterov, let weightDecay):
      descend(
        SGDStep(
          momentum: Float(momentum), isNesterov: nesterov, weightDecay: Float(weightDecay),
          isFirst: steps == 1), parameters, gradients, rate)
    }
  }

  private func adaptive(
    _ adam: AdamStep, _ parameters: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
    _ rate: Double, _ decays: (Double) -> (shrink: Float, decay: Float)
  ) {
    for group in groups {
      let rate = rate * group.rateFactor
      let (shrink, decay) = decays(rate)
      let start = group.range.lowerBound
      adam.move(
        parameters + start, gradients + start, means: moments[0].start + start,
        squares: moments[1].start + start,
        count: group.range.count, rate: rate, shrink: shrink, decay: decay)
    }
  }

  private func descend(
    _ descent: SGDStep, _ parameters: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
    _ rate: Double
  ) {
    for group in groups {
      let start = group.range.lowerBound
      descent.move(
        parameters + start, gradients + start, velocities: moments.first.map { $0.start + start },
        count: group.range.count, rate: Float(rate * group.rateFactor))
    }
  }
}
