import EtudeCore
import EtudeEvaluation
import EtudeNetworks
import EtudePictures

extension ModelValue: Describable {
  func description(work: Work) throws -> TableValue {
    try TableValue(describing: model, genres: Self.usualGenres, as: "model")
  }
}

extension FittedValue: Describable {
  func description(work: Work) throws -> TableValue {
    let length = fitted.learnedLength.map { "learned from songs of \($0.seconds)" }
    return try TableValue(
      describing: fitted.model, imageSize: fitted.imageSize, bands: fitted.bands,
      genres: fitted.classes.count, as: summary,
      notes: [length ?? "it is not known how long the songs were that it learned from"])
  }
}

extension TableValue {
  /// A row a layer: its name, the shape that it gives, its parameters, whether it is frozen.
  fileprivate init(
    describing model: Model, imageSize: Int = 256, bands: Int = 128, genres: Int, as title: String,
    notes: [String] = []
  ) throws {
    let rows = try model.layerTable(imageSize: imageSize, bands: bands, classes: genres).map {
      row -> [ScoreTable.Cell] in
      [
        .text(String(repeating: "  ", count: row.depth) + row.name), .text(row.output),
        .count(row.parameters), .text(row.multiplications.short), .text(row.isFrozen ? "frozen" : row.note),
      ]
    }
    let counts = try model.parameterCounts(imageSize: imageSize, bands: bands, classes: genres)
    let suffix = model.isClassifier ? " for \(genres.of("genre"))" : ""
    self.init(
      title: title,
      table: ScoreTable(
        columns: ["layer", "output", "parameters", "multiplications", ""], rows: rows,
        notes: [
          "\(counts.all.grouped) parameters, \(counts.trainable.grouped) of them trainable\(suffix)"
        ] + notes),
      subject: NetworkSubject(model: model, imageSize: imageSize, bands: bands, genres: genres))
  }
}

extension Int {
  /// `12.3 M`: a number of which the size alone matters; nothing for none.
  fileprivate var short: String {
    switch self {
    case 0: ""
    case ..<1000: "\(self)"
    case ..<1_000_000: "\((Double(self) / 1e3).text(decimals: 1)) k"
    default: "\((Double(self) / 1e6).text(decimals: 1)) M"
    }
  }
}

/// A network, drawn as a picture of it is.
private struct NetworkSubject: TableSubject {
  let model: Model
  let imageSize: Int
  let bands: Int
  let genres: Int

  func drawing(data: String?) throws -> Drawing {
    try Drawing(network: model, imageSize: imageSize, bands: bands, genres: genres, data: data)
  }
}

extension ModelValue: Drawable {
  func drawing(work: Work) throws -> Drawing {
    try Drawing(network: model, genres: Self.usualGenres, data: digest)
  }
}

extension Drawing {
  /// A network, a row a layer or a part of one: what is frozen and what is trained, its weights and its work.
  init(network model: Model, imageSize: Int = 256, bands: Int = 128, genres: Int, data: String?) throws {
    let bars = try model.layerTable(imageSize: imageSize, bands: bands, classes: genres).flatMap {
      row -> [NetworkBar] in
      let indent = String(repeating: "  ", count: row.depth)
      if !row.parts.isEmpty {
        return row.parts.map {
          NetworkBar(
            name: indent + $0.name, parameters: $0.parameters, multiplications: $0.multiplications,
            isFrozen: $0.isFrozen)
        }
      }
      return [
        NetworkBar(
          name: indent + row.name, parameters: row.parameters, multiplications: row.multiplications,
          isFrozen: row.parameters > 0 ? row.isFrozen : nil)
      ]
    }
    let inputs = model.views.contains(.image) ? ", pictures of \(imageSize) × \(imageSize)" : ""
    let heading = Heading(
      "Weights and work of each layer", model.briefPipeline, "counted for \(genres.of("genre"))\(inputs)")
    self.init(heading, .network(rows: bars.count), data: data) { size, heading in
      Picture.network(bars, heading: heading, size: size)
    }
  }
}

extension PictureSize {
  /// What suits a network of so many rows.
  static func network(rows: Int) -> PictureSize {
    PictureSize(width: 1000, height: min(1400, max(450, 150 + 26 * rows)))
  }
}
