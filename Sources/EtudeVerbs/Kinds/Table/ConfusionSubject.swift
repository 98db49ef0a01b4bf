import EtudeEvaluation
import EtudePictures

/// How often each genre was taken for each other.
struct ConfusionSubject: TableSubject {
  let result: Evaluation
  /// Whether each row is in shares of its items.
  let shares: Bool

  func drawing(data: String?) -> Drawing {
    let heading = Heading("True genre against predicted genre", remarks: result.origin)
    return Drawing(heading, .square(of: result.genres.count), data: data) { size, heading in
      Picture.confusion(
        result.confusion.counts, genres: result.genres, shares: shares,
        heading: result.stamped(heading), size: size)
    }
  }
}

extension TableValue {
  /// Rows true, columns predicted, in the order of the genres.
  init(confusion result: Evaluation, shares: Bool) {
    let counts = result.confusion.counts
    let rows = zip(result.genres, counts).map { genre, row -> [ScoreTable.Cell] in
      let support = max(1, row.reduce(0, +))
      return [.text(genre)] + row.map { shares ? .share(Double($0) / Double(support)) : .count($0) }
    }
    self.init(
      table: ScoreTable(columns: ["true \\ predicted"] + result.genres, rows: rows).stamped(result.stamp),
      subject: ConfusionSubject(result: result, shares: shares), data: result.data)
  }
}
