/// A weight, bias or statistic of a layer, by its full name `layer.parameter`.
public struct Parameter: Hashable, Sendable {
  /// How it comes to its first values, and whether training moves it by its gradient.
  public enum Role: Hashable, Sendable {
    /// Uniform in ±`bound`, moved by its gradient.
    case weight(bound: Double)
    /// One, moved by its gradient.
    case scale
    /// Zero, moved by its gradient.
    case shift
    /// A running mean, 0 at first, not moved by a gradient.
    case mean
    /// A running variance, 1 at first, not moved by a gradient.
    case variance
    /// Means over the training items by which the input is standardised.
    case inputMean
    /// Deviations over the training items by which the input is standardised.
    case inputDeviation
  }

  /// Its full name, `layer.weight`.
  public let name: String
  /// Its extents, row-major, as PyTorch has them.
  public let shape: [Int]
  /// What it is to its layer, and how it is initialised.
  public let role: Role
  /// True if it belongs to a frozen layer or block.
  public let isFrozen: Bool

  /// How many numbers it has.
  public var count: Int { shape.reduce(1, *) }

  /// True for what a gradient moves; false for statistics.
  public var hasGradient: Bool {
    switch role {
    case .weight, .scale, .shift: true
    case .mean, .variance, .inputMean, .inputDeviation: false
    }
  }

  /// True if training moves it.
  public var isTrainable: Bool { hasGradient && !isFrozen }
}

extension Parameter {
  /// Weight (and bias) of a convolution or dense layer, initialised as PyTorch does: uniform in ±1/√fan-in.
  static func linear(_ layer: String, shape: [Int], bias: Bool, isFrozen: Bool) -> [Parameter] {
    let bound = 1 / Double(shape.dropFirst().reduce(1, *)).squareRoot()
    let weight = Parameter(
      name: layer + ".weight", shape: shape, role: .weight(bound: bound), isFrozen: isFrozen)
    if !bias { return [weight] }
    return [
      weight,
      Parameter(name: layer + ".bias", shape: [shape[0]], role: .weight(bound: bound), isFrozen: isFrozen),
    ]
  }

  /// The four of a batch norm.
  static func batchNorm(_ layer: String, channels: Int, isFrozen: Bool) -> [Parameter] {
    let roles: [(String, Role)] = [
      ("weight", .scale), ("bias", .shift), ("running_mean", .mean), ("running_var", .variance),
    ]
    return roles.map { name, role in
      Parameter(name: "\(layer).\(name)", shape: [channels], role: role, isFrozen: isFrozen)
    }
  }

  /// The two by which a frames input is standardised.
  static func standardisation(_ layer: String, count: Int, isFrozen: Bool) -> [Parameter] {
    [("input_mean", Role.inputMean), ("input_deviation", .inputDeviation)].map { name, role in
      Parameter(name: "\(layer).\(name)", shape: [count], role: role, isFrozen: isFrozen)
    }
  }
}
