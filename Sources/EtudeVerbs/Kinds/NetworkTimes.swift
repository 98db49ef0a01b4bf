import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudePictures

/// A row of a network's times.
private struct TimedLayer {
  let bar: NetworkBar
  /// Whether it is frozen or trained, or where its time stands.
  let state: String
}

extension TableValue {
  /// A row a layer: what is frozen and what is trained, and how long a song takes in it, measured now on these songs.
  init(timesOf network: GivenNetwork, on songs: GivenSongs, work: Work) throws {
    let given = try network.features(of: songs, work: work)
    let items = try given.readable(for: network.model, work: work)
    let dataset = given.examples.dataset
    let times = try network.model.layerTimes(
      on: given.examples, items: items, classes: dataset.genres.count, work: work)
    let layers = try network.model.layerTable(
      imageSize: given.examples.imageSize, bands: given.examples.bands, classes: dataset.genres.count
    ).flatMap { $0.timed(times[$0.layer]) }
    let length = dataset.medianLength(of: items).map { " of \($0.seconds)" } ?? ""
    let time = layers.map(\.bar).timeOfAnItem.map {
      "a song\(length) takes \($0), on \(work.threads.of("thread"))"
    }
    let last = network.model.names.last ?? "the last"
    let name = network.model.briefPipeline
    func cell(_ seconds: Double?) -> ScoreTable.Cell { seconds.map { .number(1e3 * $0) } ?? .empty }
    self.init(
      title: name,
      table: ScoreTable(
        columns: TableColumns.layerTimes.names,
        rows: layers.map { layer in
          [
            .text(layer.bar.name), .count(layer.bar.parameters), cell(layer.bar.once),
            cell(layer.bar.perEpoch),
            .text(layer.state),
          ]
        },
        notes: [
          time.map { "milliseconds a song, measured now: " + $0 } ?? "nothing in it is run song by song",
          network.model.isClassical
            ? "\(last) learns from all songs at a time"
            : "an epoch goes forward and backward; what is frozen in front is done once and kept",
        ]),
      subject: NetworkTimesSubject(
        layers: layers.map(\.bar), name: name, time: time),
      data: given.examples.data, isMomentary: true)
  }
}

extension GivenNetwork {
  /// Songs as a fitted network saw those that it learned from; of a recipe as they were made.
  fileprivate func features(of songs: GivenSongs, work: Work) throws -> GivenFeatures {
    switch self {
    case .recipe(let value): try GivenFeatures(made: songs, for: value.model, work: work)
    case .fitted(let value): try GivenFeatures(songs, settings: value.fitted.settings(), work: work)
    }
  }
}

extension LayerRow {
  /// The layer's row; of one that is frozen in part two, one for what is frozen in it and one for the rest.
  fileprivate func timed(_ time: LayerTime?) -> [TimedLayer] {
    let indent = String(repeating: "  ", count: depth)
    let frozen = parts.filter(\.isFrozen)
    if !frozen.isEmpty, frozen.count < parts.count {
      return [
        TimedLayer(frozen, indent, isFrozen: true, once: time?.once, perEpoch: nil),
        TimedLayer(
          parts.filter { !$0.isFrozen }, indent, isFrozen: false, once: nil, perEpoch: time?.perEpoch),
      ]
    }
    let place =
      time?.owner.map { "with \($0)" } ?? (time?.isMadeBefore == true ? "made with the features" : "")
    return [
      TimedLayer(
        bar: NetworkBar(
          name: indent + name, parameters: parameters, multiplications: multiplications,
          isFrozen: parameters > 0 ? isFrozen : nil, once: time?.once, perEpoch: time?.perEpoch),
        state: parameters > 0 ? (isFrozen ? "frozen" : "trained") : place)
    ]
  }
}

extension TimedLayer {
  /// Parts of a layer as one row.
  fileprivate init(
    _ parts: [LayerPart], _ indent: String, isFrozen: Bool, once: Double?, perEpoch: Double?
  ) {
    let names = [parts.first?.name, parts.count > 1 ? parts.last?.name : nil].compactMap(\.self)
    self.init(
      bar: NetworkBar(
        name: indent + names.joined(separator: " … "), parameters: parts.reduce(0) { $0 + $1.parameters },
        multiplications: parts.reduce(0) { $0 + $1.multiplications }, isFrozen: isFrozen, once: once,
        perEpoch: perEpoch), state: isFrozen ? "frozen" : "trained")
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
  let name: String
  /// How long a song takes in all of it, in words.
  let time: String?

  func drawing(data: String?) -> Drawing {
    Drawing(Heading("How long a song takes in each layer", name), .network(rows: layers.count), data: data) {
      size, heading in
      Picture.network(layers, heading: heading, time: time, size: size)
    }
  }
}
