import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let steps = Verb(
    "steps", "one step of one unit of a recurrent layer in numbers: its gates and its state by hand",
    section: .inside, operands: [LookingInside.fitted, LookingInside.clip],
    options: LookingInside.recurrentPart + [StepsOptions.unit, StepsOptions.at],
    result: .table(.steps) { call in
      guard let model = call.recipe(of: LookingInside.fitted) else { return }
      try model.checkRecurrence()
      try model.checkLayer(call[LookingInside.recurrent])
    },
    examples: [
      "steps fitted songs[0] unit: 2 at: 1s", "print (steps fitted songs[0])[\"state\"].value",
      "steps (fit (gru 8 layers: 2 bidirectional: yes | classify) mels) songs[0] level: 1 direction: \"backward\" at: 1s",
    ]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let work = call.environment.work
    let (layer, unit) = (try call[LookingInside.recurrent], try call[StepsOptions.unit])
    let isReversed = try call[LookingInside.direction] == .backward
    let level = try call[LookingInside.level]
    func step(_ place: Int) throws -> RecurrentStep {
      try fitted.recurrentStep(
        examples: item.examples, item: item.index, layer: layer, level: level, isReversed: isReversed,
        unit: unit, step: place, work: work)
    }
    // Whoever reads from the end ends at the beginning.
    let last = try step(isReversed ? 0 : -1)
    let times = try fitted.times(of: last.layer, steps: last.steps, in: item)
    let place = try call[StepsOptions.at].map { moment in
      guard let step = times.step(at: moment) else {
        let isOver = try moment >= item.seconds() || item.unheard(times) == nil
        throw OptionFailure(
          StepsOptions.at.label,
          Failure(
            isOver
              ? "\(item.clip.name) ends at \(try item.seconds().seconds)"
              : "'\(last.layer)' hears \(item.clip.name) up to \(times.end.seconds): what is left over fills no window",
            fix: "give an earlier moment"))
      }
      return step
    }
    let shown = try place.map(step) ?? last
    return .object(
      TableValue(
        title:
          "unit \(unit) of \(shown.layer)\(level > 0 ? ", level \(level)" : "")\(isReversed ? ", read backward" : ""), step \(shown.step) of 0 to \(shown.steps - 1), at \(times.edges[shown.step].seconds) of \(item.clip.name)",
        table: ScoreTable(shown)))
  }
}

private enum StepsOptions {
  static let unit = TypedOption("unit", .whole(0...100_000), default: 0, help: "which unit, from 0")
  static let at = TypedOption("at", .time(), absence: "the last step", help: "the moment in the song")
}

extension TableColumns {
  static let steps = TableColumns(
    ["what", "computed", "value", "does"], texts: ["what", "computed", "does"])
}

extension ScoreTable {
  /// A row a number, in the order in which a hand would compute them.
  fileprivate init(_ step: RecurrentStep) {
    func number(_ value: Double) -> String { value.text(decimals: 4, minus: "−") }
    func signed(_ value: Double) -> String { value < 0 ? "− \(number(-value))" : "+ \(number(value))" }
    var rows: [[Cell]] = []
    func row(_ what: String, _ computed: String, _ value: Double, _ does: String = "") {
      rows.append([.text(what), .text(computed), .number(value), .text(does)])
    }
    let gates = Dictionary(uniqueKeysWithValues: step.gates.map { ($0.name, $0) })
    row("old state", "h before the step", step.before)
    if let cell = step.cellBefore { row("old cell", "c before the step", cell) }
    for gate in step.gates where gate.name != "state" {
      row("\(gate.name) ← input", "W x + b, the row of the unit", gate.fromInput)
      row("\(gate.name) ← state", "U h + b, the row of the unit", gate.fromState)
      let reset = step.kind == .gru && gate.name == "candidate" ? gates["reset"]?.value : nil
      let squash = gate.name == "candidate" ? "tanh" : "σ"
      let share = reset.map {
        $0 < 0 || gate.fromState < 0
          ? "\(number($0)) · (\(number(gate.fromState)))" : "\(number($0)) · \(number(gate.fromState))"
      }
      row(
        gate.name,
        share.map { "\(squash)(\(number(gate.fromInput)) + \($0))" }
          ?? "\(squash)(\(number(gate.fromInput)) \(signed(gate.fromState)))",
        gate.value, GateArray.meaning(of: gate.name, in: step.kind))
    }
    switch step.kind {
    case .gru:
      let (z, n) = (gates["update"]?.value ?? 0, gates["candidate"]?.value ?? 0)
      row(
        "state", "(1 − \(number(z))) · (\(number(n))) + \(number(z)) · (\(number(step.before)))", step.after,
        GateArray.rule(of: .gru))
    case .lstm:
      let value = { (name: String) in gates[name]?.value ?? 0 }
      let (before, cell) = (step.cellBefore ?? 0, step.cellAfter ?? 0)
      row(
        "cell",
        "\(number(value("forget"))) · (\(number(before))) + \(number(value("input"))) · (\(number(value("candidate"))))",
        cell, "what is kept for long")
      row("state", "\(number(value("output"))) · tanh(\(number(cell)))", step.after, "what is shown")
    case .rnn:
      if let gate = gates["state"] {
        row("state ← input", "W x + b, the row of the unit", gate.fromInput)
        row("state ← state", "U h + b, the row of the unit", gate.fromState)
        row(
          "state", "tanh(\(number(gate.fromInput)) \(signed(gate.fromState)))", step.after,
          GateArray.rule(of: .rnn))
      }
    }
    self.init(
      columns: TableColumns.steps.names, rows: rows,
      notes: [
        "σ(a) = 1 / (1 + e^−a); x is what the layer reads at the step, h its state before, of all units"
      ])
  }
}
