import EtudeCore
import EtudeNetworks
import EtudePictures

/// A recurrent layer's gates and states over time, `[gates, units, steps]`.
struct GateArray: ArrayMeaning {
  /// The layer's name, with its level and direction where it has several.
  let layer: String
  let kind: RecurrentKind
  let names: [String]
  /// The only one of its units; nil for all.
  let unit: Int?
  /// The options that show its other levels and directions; nil where there are none.
  let others: String?
  /// Of the song that the layer heard.
  let spectrogram: SpectrogramValue
  /// Of the steps.
  let times: StepTimes
  /// The layers of the network.
  let network: String

  func title(of array: ArrayValue) -> String {
    "\(unit.map { "Unit \($0)" } ?? "Gates") of \(layer) while it hears \(spectrogram.clip.name)"
  }

  var elementNames: [String]? { names }

  func drawing(of array: ArrayValue) throws -> Drawing {
    let heading = Heading(
      title(of: array), Self.rule(of: kind), network, try spectrogram.unheard(times))
    let suitable = PictureSize(width: 1000, height: 240 + 130 * names.count)
    return Drawing(heading, suitable, data: array.digest) { size, heading in
      let (units, steps) = (array.shape[1], array.shape[2])
      let rows = names.enumerated().map { index, name in
        GateRow(
          name: name, meaning: Self.meaning(of: name, in: kind),
          isSigned: ["candidate", "cell", "state"].contains(name),
          values: Frames(
            bands: units, count: steps,
            values: Array(array.values[index * units * steps..<(index + 1) * units * steps])))
      }
      return Picture.gates(
        under: try spectrogram.frames(), axes: SoundAxes(spectrogram), rows: rows,
        times: times, heading: heading, size: size)
    }
  }

  func note(on array: ArrayValue) -> String? {
    "\(layer) · " + names.map { "\($0): \(Self.meaning(of: $0, in: kind))" }.joined(separator: "; ")
      + (others.map { " · \($0)" } ?? "")
  }

  /// What a gate near 1 does, in PyTorch's form of the layer, and what the states are.
  static func meaning(of name: String, in kind: RecurrentKind) -> String {
    switch (kind, name) {
    case (.gru, "reset"): "1 lets the old state into the candidate, 0 leaves it out"
    case (.gru, "update"): "1 keeps the old state, 0 takes the candidate instead"
    case (.lstm, "input"): "1 adds the candidate to the cell, 0 shuts it out"
    case (.lstm, "forget"): "1 keeps the old cell, 0 forgets it"
    case (.lstm, "output"): "1 shows the cell as the state, 0 hides it"
    case (_, "candidate"): "what would be written, −1 … 1"
    case (_, "cell"): "what is kept for long"
    default: kind == .lstm ? "what is shown, −1 … 1" : "what is remembered, −1 … 1"
    }
  }

  /// How a step's state comes of the gates.
  static func rule(of kind: RecurrentKind) -> String {
    switch kind {
    case .gru: "state = (1 − update) · candidate + update · old state"
    case .lstm: "cell = forget · old cell + input · candidate; state = output · tanh(cell)"
    case .rnn: "state = tanh(what is heard + what the old state adds)"
    }
  }
}
