import EtudeCore
import EtudeEvaluation
import EtudeNetworks

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
      genres: fitted.genres.count, as: summary,
      notes: [length ?? "it is not known how long the songs were that it learned from"])
  }
}

extension TableValue {
  /// A row a layer: its name, the shape that it gives, its parameters, whether it is frozen.
  fileprivate init(
    describing model: Model, imageSize: Int = 256, bands: Int = 128, genres: Int, as title: String,
    notes: [String] = []
  ) throws {
    let rows = try model.layerTable(imageSize: imageSize, bands: bands, genres: genres).map {
      row -> [ScoreTable.Cell] in
      [
        .text(String(repeating: "  ", count: row.depth) + row.name), .text(row.output),
        .count(row.parameters), .text(row.isFrozen ? "frozen" : row.note),
      ]
    }
    let counts = try model.parameterCounts(imageSize: imageSize, bands: bands, genres: genres)
    let suffix = model.isClassifier ? " for \(genres.of("genre"))" : ""
    self.init(
      title: title,
      table: ScoreTable(
        columns: ["layer", "output", "parameters", ""], rows: rows,
        notes: [
          "\(counts.all.grouped) parameters, \(counts.trainable.grouped) of them trainable\(suffix)"
        ] + notes))
  }
}
