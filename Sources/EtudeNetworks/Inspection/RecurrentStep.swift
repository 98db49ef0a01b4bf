import EtudeCore
import Glibc

/// One step of one unit of a recurrent layer, computed from the weights in double precision: what a hand can follow.
public struct RecurrentStep: Sendable, Hashable {
  /// What enters a gate, and what comes of it.
  public struct Gate: Sendable, Hashable {
    /// `reset`, `update`, `candidate`; `input`, `forget`, `candidate`, `output`; of an rnn `state`.
    public let name: String
    /// The row of `weight_ih` times the step's input, with `bias_ih`.
    public let fromInput: Double
    /// The row of `weight_hh` times the state before, with `bias_hh`.
    public let fromState: Double
    /// The gate: σ of the sum, of a candidate and an rnn's state tanh; in a gru's candidate `fromState` counts `reset` times.
    public let value: Double
  }

  /// The layer's name.
  public let layer: String
  /// Which family it is of.
  public let kind: RecurrentKind
  /// The step in the order of the sound, from 0.
  public let step: Int
  /// How many steps there are.
  public let steps: Int
  /// In PyTorch's order.
  public let gates: [Gate]
  /// The unit's state before the step.
  public let before: Double
  /// The unit's state after it.
  public let after: Double
  /// The same of an lstm's cell before it; nil for others.
  public let cellBefore: Double?
  /// Of its cell after it; nil for others.
  public let cellAfter: Double?
}

extension Fitted {
  /// A step of a unit of a recurrent layer (the first if nil).
  ///
  /// - Parameters:
  ///   - level: of layers one on another, from 0; a higher one reads the states of the one below, of both directions.
  ///   - isReversed: whether in the direction that reads from the end.
  ///   - unit: from 0.
  ///   - step: in the order of the sound, from 0; negative ones count from the end.
  /// - Throws: `Failure` for a layer, a level, a direction, a unit or a step that there is not.
  public func recurrentStep(
    examples: any Examples, item: Int, layer: String? = nil, level: Int = 0, isReversed: Bool = false,
    unit: Int, step: Int, work: Work
  ) throws -> RecurrentStep {
    if let layer { try checkLayer(layer) }
    return try inspecting(item, of: examples, .inference, work) { inspected in
      try inspected.network.forward(work)
      let all = inspected.network.layers.compactMap { $0 as? Recurrent }
      guard let recurrent = all.first(where: { layer == nil || $0.name == layer }) else {
        throw Failure(
          layer.map { "'\($0)' is no recurrent layer" } ?? "the network has no recurrent layer",
          fix: "use a recipe with gru, lstm or rnn")
      }
      let sizes = recurrent.scan.layer
      guard (0..<sizes.units).contains(unit) else {
        throw Failure("'\(recurrent.name)' has \(sizes.units) units", fix: "give 0 to \(sizes.units - 1)")
      }
      try sizes.checkPart(of: recurrent.name, level: level, isReversed: isReversed)
      let input =
        level == 0
        ? try inspected.values(recurrent.input) : recurrent.scan.statesSideBySide(level: level - 1)
      let steps = input.shape[0]
      let place = step < 0 ? steps + step : step
      guard (0..<steps).contains(place) else {
        throw Failure("'\(recurrent.name)' reads \(steps) steps", fix: "give an earlier moment")
      }
      let rows = recurrent.scan.states(layer: level, reversed: isReversed)
      func row(_ name: String, after step: Int) -> [Double] {
        guard (0..<steps).contains(step), let tensor = rows.first(where: { $0.name == name })?.values else {
          return Array(repeating: 0, count: sizes.units)
        }
        return tensor.values[step * sizes.units..<(step + 1) * sizes.units].map(Double.init)
      }
      let features = input.shape[1]
      // Whoever reads from the end has read the later step before.
      let before = isReversed ? place + 1 : place - 1
      return try RecurrentStep(
        recurrent.name, sizes, weights, part: "l\(level)\(isReversed ? "_reverse" : "")", unit: unit,
        step: place, steps: steps,
        input: input.values[place * features..<(place + 1) * features].map(Double.init),
        state: row("state", after: before), cell: row("cell", after: before)[unit])
    }
  }
}

extension RecurrentLayer {
  /// Refuses a level or a direction that the layer has not.
  fileprivate func checkPart(of name: String, level: Int, isReversed: Bool) throws {
    guard (0..<layers).contains(level) else {
      throw Failure(
        "'\(name)' has no level \(level)",
        fix: layers == 1 ? "it has one: leave the level out" : "give 0 to \(layers - 1)")
    }
    guard !isReversed || isBidirectional else {
      throw Failure("'\(name)' reads forward only", fix: "use bidirectional: yes in the recipe")
    }
  }
}

extension RecurrentScan {
  /// The states of one item after each step, of both directions, as the level above reads them: `[steps, outputs]`.
  fileprivate func statesSideBySide(level: Int) -> Tensor {
    let parts = (0..<layer.directions).compactMap { states(layer: level, reversed: $0 == 1).last?.values }
    let steps = parts.first?.shape[1] ?? 0
    let values = (0..<steps).flatMap { step in
      parts.flatMap { $0.values[step * layer.units..<(step + 1) * layer.units] }
    }
    return Tensor(shape: [steps, parts.count * layer.units], values: values)
  }
}

extension RecurrentStep {
  fileprivate init(
    _ layer: String, _ sizes: RecurrentLayer, _ weights: [String: Tensor], part: String, unit: Int, step: Int,
    steps: Int, input: [Double], state: [Double], cell: Double
  ) throws {
    func product(_ name: String, _ gate: Int, _ vector: [Double]) throws -> Double {
      guard let matrix = weights["\(layer).weight_\(name)_\(part)"],
        let bias = weights["\(layer).bias_\(name)_\(part)"]
      else { throw Failure("the network has no weights of '\(layer)'") }
      let row = gate * sizes.units + unit
      return vector.indices.reduce(Double(bias.values[row])) {
        $0 + Double(matrix.values[row * vector.count + $1]) * vector[$1]
      }
    }
    let entering = try sizes.kind.gateNames.enumerated().map { gate, name in
      (name: name, input: try product("ih", gate, input), state: try product("hh", gate, state))
    }
    func squashed(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
    var gates: [Gate] = []
    for part in entering {
      let value: Double
      if part.name == "candidate" || part.name == "state" {
        let share = sizes.kind == .gru ? gates[0].value : 1
        value = tanh(part.input + share * part.state)
      } else {
        value = squashed(part.input + part.state)
      }
      gates.append(Gate(name: part.name, fromInput: part.input, fromState: part.state, value: value))
    }
    let before = state[unit]
    var (after, cellBefore, cellAfter): (Double, Double?, Double?) = (0, nil, nil)
    switch sizes.kind {
    case .gru: after = (1 - gates[1].value) * gates[2].value + gates[1].value * before
    case .lstm:
      let next = gates[1].value * cell + gates[0].value * gates[2].value
      (after, cellBefore, cellAfter) = (gates[3].value * tanh(next), cell, next)
    case .rnn: after = gates[0].value
    }
    self.init(
      layer: layer, kind: sizes.kind, step: step, steps: steps, gates: gates, before: before, after: after,
      cellBefore: cellBefore, cellAfter: cellAfter)
  }
}
