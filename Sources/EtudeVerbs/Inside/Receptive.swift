import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudePictures

extension Verb {
  static let receptive = Verb(
    "receptive", "how much of a song one place of each layer sees, in pixels, Hz and seconds",
    section: .inside, operands: [network],
    options: [ReceptiveOptions.layer, ReceptiveOptions.at, ReceptiveOptions.length],
    result: .table(.receptive) { call in
      if let model = call.recipe(of: network) { try model.checkLayer(call[ReceptiveOptions.layer]) }
    },
    examples: [
      "receptive (cnn | classify)", "plot (receptive (mobilenetv2 | freeze | classify))",
      "print (receptive fitted layer: \"conv2\")[0].seconds",
    ]
  ) { call in
    let given = try call[network]
    let fields = try SongFields(given, seconds: call[ReceptiveOptions.length])
    let hertz = try call[ReceptiveOptions.at]
    let all = try fields.fields(at: hertz)
    let layer = try call[ReceptiveOptions.layer]
    if let layer { try given.model.checkLayer(layer) }
    let shown = all.filter { layer == nil || $0.layer == layer }
    return .object(
      TableValue(
        table: ScoreTable(shown, fields), subject: ReceptiveSubject(fields: shown, song: fields, at: hertz)))
  }

  private static let network = TypedOperand("model", .network, help: "a recipe, or a fitted network")
}

private enum ReceptiveOptions {
  static let layer = TypedOption("layer", .text, absence: "all", help: "its name, or a block's")
  static let at = TypedOption(
    "at", .frequency(0...96_000), default: 1000, help: "the frequency in the middle of what is seen")
  static let length = TypedOption(
    "length", .duration, absence: "what a fitted network learned from, else 30 s",
    help: "of the song, which the picture makes as wide as it is")
}

extension TableColumns {
  static let receptive = TableColumns(
    ["layer", "rows", "columns", "step", "from", "to", "seconds"], texts: ["layer"])
}

extension ScoreTable {
  /// Pixels down and along, from place to place, Hz and seconds.
  fileprivate init(_ fields: [SeenField], _ song: SongFields) {
    func pixels(_ side: ReceptiveField.Side) -> Cell { SeenField.pixels(side).map { .count($0) } ?? .empty }
    self.init(
      columns: TableColumns.receptive.names,
      rows: fields.map { seen in
        let step: Cell = if case .window(_, let step, _) = seen.field.columns { .count(step) } else { .empty }
        return [
          .text(seen.layer), pixels(seen.field.rows), pixels(seen.field.columns), step,
          seen.rows.map { .count(Int($0.lowerBound.rounded())) } ?? .empty,
          seen.rows.map { .count(Int($0.upperBound.rounded())) } ?? .empty, .number(seen.columns),
        ]
      },
      notes: [
        "\(song.words(for: fields)); from and to in Hz; a song of \(song.seconds.seconds)"
      ])
  }
}

/// What the layers of a network see, drawn one in another.
private struct ReceptiveSubject: TableSubject {
  let fields: [SeenField]
  let song: SongFields
  let at: Double

  func drawing(data: String?) -> Drawing {
    let isAround = fields.contains { SeenField.pixels($0.field.rows) != nil }
    let heading = Heading(
      "What one place of \(fields.count == 1 ? fields[0].layer : "each layer") sees", song.network,
      "of a song of \(song.seconds.seconds)\(isAround ? ", around \(Int(at)) Hz" : ""); the legend says seconds"
    )
    return Drawing(heading, data: data) { size, heading in
      let middle = song.seconds / 2
      let parts = fields.map { seen in
        SeenPart(
          name: seen.layer, frequencies: seen.rows ?? song.axes.low...song.axes.high,
          times: (middle - seen.columns / 2)...(middle + seen.columns / 2))
      }
      return Picture.receptiveFields(
        parts, axes: song.axes, seconds: song.seconds, heading: heading, size: size)
    }
  }
}
