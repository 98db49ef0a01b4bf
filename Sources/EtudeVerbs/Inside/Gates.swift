import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let gates = Verb(
    "gates", "a recurrent layer's gates and state over time, with what a gate near 1 does", section: .inside,
    operands: [LookingInside.fitted, LookingInside.clip],
    options: [LookingInside.recurrent, LookingInside.unit],
    result: .inside(LookingInside.fitted) { call, model in
      try model.checkGates()
      try model.checkLayer(call[LookingInside.recurrent])
    },
    examples: [
      "plot (gates fitted songs[0]) to: \"gates.png\"", "plot (gates fitted songs[0] unit: 2)",
      "print (gates fitted songs[0])[\"update\"].mean",
    ]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let layers = try fitted.gates(examples: item.examples, item: item.index, work: call.environment.work)
    let wanted = try call[LookingInside.recurrent]
    if let wanted { try fitted.model.checkLayer(wanted) }
    guard let layer = layers.first(where: { $0.kind != .rnn && (wanted == nil || $0.layer == wanted) }) else {
      throw Failure(
        wanted.map { "'\($0)' has no gates" } ?? "the network has no layer with gates",
        fix: "put a gru or an lstm in the recipe")
    }
    let rows = layer.gates + layer.states
    let (steps, units) = (rows[0].values.shape[1], rows[0].values.shape[2])
    let unit = try call.unit(of: units, layer.layer)
    let shown = unit.map { $0..<$0 + 1 } ?? 0..<units
    let values = rows.flatMap { row in
      shown.flatMap { unit in (0..<steps).map { row.values.values[$0 * units + unit] } }
    }
    return .object(
      ArrayValue(
        meaning: GateArray(
          layer: layer.layer, kind: layer.kind, names: rows.map(\.name), unit: unit, spectrogram: item),
        shape: [rows.count, shown.count, steps], axes: ["gates", "units", "steps"], values: values))
  }
}
