/// How gradients move weights; the folder `Optimisers` holds the rules, the learning rate's course and clipping.
///
/// All work on flat buffers of floats and know nothing of layers. Formulas and order of operations are PyTorch's.
public enum OptimiserRule: Codable, Hashable, Sendable {
  /// Adam (Kingma and Ba, 2015); `weightDecay` times the weight is added to the gradient.
  case adam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0)
  /// Adam with decoupled weight decay (Loshchilov and Hutter, 2019).
  case adamW(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0.01)
  /// Stochastic gradient descent with momentum, plain or Nesterov's.
  case sgd(momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0)

  /// Buffers as long as the weights that it keeps between steps.
  var moments: Int {
    switch self {
    case .adam, .adamW: 2
    case .sgd(let momentum, _, _): momentum == 0 ? 0 : 1
    }
  }
}

/// A run of weights that learns at a rate of its own.
public struct ParameterGroup: Hashable, Sendable {
  /// Places in the flat buffer.
  public let range: Range<Int>
  /// By how much the learning rate is multiplied.
  public let rateFactor: Double

  /// Parameters that lie at `range`, whose rate is multiplied.
  public init(range: Range<Int>, rateFactor: Double = 1) {
    self.range = range
    self.rateFactor = rateFactor
  }
}

/// What an optimiser remembers between steps: enough to go on with the very same numbers.
public struct OptimiserState: Hashable, Sendable {
  /// Steps taken so far.
  public var steps: Int
  /// Adam: means of the gradients, then of their squares; SGD with momentum: the velocity; else empty.
  public var moments: [[Float]]

  /// What an optimiser knew after so many steps; each moment has a number for each parameter.
  public init(steps: Int, moments: [[Float]]) {
    self.steps = steps
    self.moments = moments
  }
}
