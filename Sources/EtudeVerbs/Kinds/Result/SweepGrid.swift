import EtudeEvaluation
import EtudeLanguage
import EtudePictures

/// Results of a sweep over two settings: every value of one with every value of the other.
struct SweepGrid {
  let names: (rows: String, columns: String)
  let rows: [String]
  let columns: [String]
  /// Accuracies, row by row; not a number where a pair is missing.
  let accuracies: [Double]
  let first: Evaluation

  /// Nil for results that are no such grid.
  init?(_ results: [Labelled<ResultValue>]) {
    guard let first = results.first, first.value.settings.count == 2,
      results.allSatisfy({ $0.value.settings.map(\.name) == first.value.settings.map(\.name) })
    else { return nil }
    let places = results.map { $0.value.settings.map { $0.value.cellName } }
    rows = Self.distinct(places.map { $0[0] })
    columns = Self.distinct(places.map { $0[1] })
    guard rows.count > 1, columns.count > 1, Set(places).count == results.count else { return nil }
    names = (first.value.settings[0].name, first.value.settings[1].name)
    self.first = first.value.result
    let found = Dictionary(zip(places, results.map(\.value.result.accuracy))) { first, _ in first }
    let (rows, columns) = (rows, columns)
    accuracies = rows.flatMap { row in columns.map { found[[row, $0]] ?? .nan } }
  }

  private static func distinct(_ names: [String]) -> [String] {
    names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { names[$0] }
  }
}

extension Value {
  /// What a row or a column of a grid is called.
  fileprivate var cellName: String {
    if case .object(let object) = self { object.name ?? object.kind.name } else { ValueText.label(self) }
  }
}

extension Drawing {
  /// The accuracy of every pair of settings.
  init(_ grid: SweepGrid) {
    let heading = Heading(
      "Accuracy by \(grid.names.rows) and \(grid.names.columns)", remarks: grid.first.origin)
    self.init(heading, data: grid.first.data.description) { size, heading in
      let shares = grid.accuracies.map { $0 * 100 }
      return Picture.heatMap(
        shares.map { Float($0) }, rows: grid.rows.count, columns: grid.columns.count, rowNames: grid.rows,
        columnNames: grid.columns, axes: grid.names, unit: "accuracy, %",
        labels: shares.map { $0.isFinite ? $0.text(decimals: 1) : "" },
        heading: grid.first.stamped(heading), size: size)
    }
  }
}
