import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudePictures

extension TableValue {
  /// A row a layer: what is frozen and what is trained, and how long a song takes in it, measured now on these songs.
  init(timesOf network: GivenNetwork, on songs: GivenSongs, work: Work) throws {
    let given = try GivenFeatures(made: songs, for: network.model, work: work)
    let items = try given.readable(for: network.model, work: work)
    let classes = given.examples.dataset.genres.count
    let times = try network.model.layerTimes(
      on: given.examples, items: items, classes: classes, work: work)
    let layers = try network.model.layerTable(
      imageSize: given.examples.imageSize, bands: given.examples.bands, classes: classes
    ).map { row in
      let time = times[row.name.filter { $0 != "(" && $0 != ")" }]
      let bar = NetworkBar(
        name: String(repeating: "  ", count: row.depth) + row.name, parameters: row.parameters,
        multiplications: row.multiplications, isFrozen: row.parameters > 0 ? row.isFrozen : nil,
        once: time?.once, perEpoch: time?.perEpoch)
      return (bar: bar, note: row.note)
    }
    func cell(_ seconds: Double?) -> ScoreTable.Cell { seconds.map { .number(1e3 * $0) } ?? .empty }
    self.init(
      title: network.model.names.joined(separator: " | "),
      table: ScoreTable(
        columns: TableColumns.layerTimes.names,
        rows: layers.map { layer, note in
          let state = layer.isFrozen.map { $0 ? "frozen" : "trained" } ?? ""
          return [
            .text(layer.name), .count(layer.parameters), cell(layer.once), cell(layer.perEpoch),
            .text(note.isEmpty ? state : note + ", the rest trained"),
          ]
        },
        notes: [
          "milliseconds a song, measured now on \(work.threads.of("thread")): "
            + (layers.map(\.bar).timeOfASong ?? "no layer is run song by song"),
          network.model.isClassical
            ? "\(network.model.names.last ?? "the last") learns from all songs at a time"
            : "an epoch goes forward and backward; what is frozen in front is done once and kept",
        ]), subject: NetworkTimesSubject(layers: layers.map(\.bar)), data: given.examples.data,
      isMomentary: true)
  }
}

extension TableColumns {
  /// Of the layers of a network, timed on songs.
  static let layerTimes = TableColumns(
    ["layer", "parameters", "once", "epoch", "state"], texts: ["layer", "state"])
}

/// A network with the times that were measured in it.
private struct NetworkTimesSubject: TableSubject {
  let layers: [NetworkBar]

  func drawing(data: String?) -> Drawing {
    Drawing(.network(rows: layers.count), data: data) { size, title in
      Picture.network(layers, title: title ?? "How long a song takes in each layer", size: size)
    }
  }
}
