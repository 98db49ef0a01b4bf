import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let gates = Verb(
    "gates", "a recurrent layer's gates over time", section: .inside,
    operands: [LookingInside.fitted, LookingInside.clip],
    result: .inside(LookingInside.fitted) { try $1.checkGates() },
    examples: ["plot (gates fitted songs[0]) to: \"gates.png\"", "print (gates fitted songs[0]).axes"]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let layers = try fitted.gates(examples: item.examples, item: item.index, work: call.environment.work)
    // What a step proposes (a gru's candidate, an lstm's cell) is no gate: it does not lie between 0 and 1.
    let gates = layers.first?.gates.filter { !["candidate", "cell", "state"].contains($0.name) } ?? []
    guard let first = gates.first else {
      throw Failure("the network has no layer with gates", fix: "put a gru or an lstm in the recipe")
    }
    let (steps, units) = (first.values.shape[1], first.values.shape[2])
    let values = gates.flatMap { gate in
      (0..<units).flatMap { unit in (0..<steps).map { gate.values.values[$0 * units + unit] } }
    }
    return .object(
      ArrayValue(
        meaning: GateArray(names: gates.map(\.name), spectrogram: item), shape: [gates.count, units, steps],
        axes: ["gates", "units", "steps"], values: values))
  }
}
