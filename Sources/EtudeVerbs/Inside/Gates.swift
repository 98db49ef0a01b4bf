import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let gates = Verb(
    "gates", "a recurrent layer's gates and state over time, with what a gate near 1 does", section: .inside,
    operands: [LookingInside.fitted, LookingInside.clip],
    options: [gatedLayer, LookingInside.level, LookingInside.direction, LookingInside.unit],
    result: .inside(LookingInside.fitted) { call, model in
      try model.checkGates()
      try model.checkLayer(call[gatedLayer])
    },
    examples: [
      "plot (gates fitted songs[0]) to: \"gates.png\"", "plot (gates fitted songs[0] unit: 2)",
      "print (gates fitted songs[0])[\"update\"].mean",
      "plot (gates (fit (gru 8 layers: 2 bidirectional: yes | classify) mels) songs[0] level: 1 direction: \"backward\")",
    ]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let layers = try fitted.gates(examples: item.examples, item: item.index, work: call.environment.work)
    let wanted = try call[gatedLayer]
    if let wanted { try fitted.model.checkLayer(wanted) }
    guard let first = layers.first(where: { $0.kind != .rnn && (wanted == nil || $0.layer == wanted) }) else {
      throw Failure(
        wanted.map { "'\($0)' has no gates" } ?? "the network has no layer with gates",
        fix: "put a gru or an lstm in the recipe")
    }
    let parts = layers.filter { $0.layer == first.layer }
    let layer = try call.part(of: parts)
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
          layer: layer.words(among: parts), kind: layer.kind, names: rows.map(\.name), unit: unit,
          others: layer.others(among: parts), spectrogram: item,
          times: try fitted.times(of: layer.layer, steps: steps, in: item),
          network: fitted.model.briefPipeline),
        shape: [rows.count, shown.count, steps], axes: ["gates", "units", "steps"], values: values))
  }
}

extension Verb {
  fileprivate static let gatedLayer = TypedOption(
    "layer", .text, absence: "the first with gates", help: "a gru or an lstm, by its name")
}

extension Call {
  /// The level and direction that the options ask for.
  fileprivate func part(of parts: [LayerGates]) throws -> LayerGates {
    let level = try self[LookingInside.level]
    let isReversed = try self[LookingInside.direction] == .backward
    let levels = (parts.map(\.level).max() ?? 0) + 1
    guard level < levels else {
      throw OptionFailure(
        LookingInside.level.label,
        Failure(
          "\(parts[0].layer) has \(levels.of("level")), and no level \(level)",
          fix: levels == 1 ? "leave it out" : "give 0 to \(levels - 1)"))
    }
    guard let part = parts.first(where: { $0.level == level && $0.isReversed == isReversed }) else {
      throw OptionFailure(
        LookingInside.direction.label,
        Failure(
          "\(parts[0].layer) reads forward only", fix: "leave it out, or fit one with bidirectional: yes"))
    }
    return part
  }
}

extension LayerGates {
  /// The layer's name, with the level and the direction where there are several.
  fileprivate func words(among parts: [LayerGates]) -> String {
    let levels = Set(parts.map(\.level)).count
    let directions = Set(parts.map(\.isReversed)).count
    let words: [String?] = [
      layer, levels > 1 ? "level \(level)" : nil,
      directions > 1 ? (isReversed ? "read backward" : "read forward") : nil,
    ]
    return words.compactMap(\.self).joined(separator: ", ")
  }

  /// The options that show the other levels and directions; nil where this is all.
  fileprivate func others(among parts: [LayerGates]) -> String? {
    let levels = Set(parts.map(\.level)).count
    let directions = Set(parts.map(\.isReversed)).count
    let options = [
      levels > 1 ? "level: 0 to \(levels - 1)" : nil,
      directions > 1 ? "direction: \"\(isReversed ? "forward" : "backward")\"" : nil,
    ].compactMap(\.self)
    return options.isEmpty ? nil : "the others: " + options.joined(separator: ", ")
  }
}
