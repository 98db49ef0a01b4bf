/// The table of a report: a column a metric.
struct ReportTable {
  private let judged: JudgedItems
  /// Metrics that judge each genre by itself.
  private let ofGenres: [any GenreMetric]
  /// Metrics that judge all genres at once.
  private let ofAll: [any Metric]

  /// - Parameter areGenresAlone: whether metrics that judge all genres at once are left out.
  init(_ judged: JudgedItems, areGenresAlone: Bool) {
    self.judged = judged
    let metrics = Metrics.shown(in: .table)
    ofGenres = metrics.compactMap { $0 as? any GenreMetric }
    ofAll = areGenresAlone ? [] : metrics.filter { !($0 is any GenreMetric) }
  }

  /// A row a genre, then the means; cells are empty where a metric says nothing of one genre, or is not defined.
  func table(_ notes: [String]) -> ScoreTable {
    let confusion = judged.confusion
    let genres = zip(confusion.genres, confusion.genreCounts).map { genre, counts -> [ScoreTable.Cell] in
      [.text(genre)] + ofGenres.map { .share($0.value(of: counts)) } + [.count(counts.support)]
        + ofAll.map { _ in .empty }
    }
    let means: [ScoreTable.Cell] =
      [.text("macro mean")] + ofGenres.map { .share($0.mean(of: judged)) } + [.count(confusion.total)]
      + ofAll.map { .measured($0.value(of: judged)) }
    return ScoreTable(
      columns: ["genre"] + ofGenres.map(\.name) + ["support"] + ofAll.map(\.name), rows: genres + [means],
      notes: notes)
  }
}
