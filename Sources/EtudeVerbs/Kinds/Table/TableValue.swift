import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension Kind {
  static let table = Kind("table")
}

/// Rows and columns of text and numbers, as `describe`, `report`, `audit`, `compare` and `confusion` give them.
struct TableValue: DeclaredValue, SweptValue {
  var title = ""
  /// What a picture of the rows is called; its title where it has one.
  var about: String?
  var table: ScoreTable
  var subject: (any TableSubject)?
  /// What a cell shows of a table too wide to read.
  var brief: ScoreTable?
  /// Where the numbers come from, for the provenance of a picture.
  var data: Digest?
  /// Whether it says how things stand now, so that another time it may well say something else.
  var isMomentary = false
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(
      .table, "rows and columns", fields: fields, element: .kind(.row), namedElements: true, keepsKind: true)
  ]

  static let fields: [Field<TableValue>] = [
    Field("rows", .number) { .count($0.table.rows.count) },
    Field("columns", .texts) { .texts($0.table.columns) },
  ]

  var kind: Kind { .table }
  var count: Int? { table.rows.count }
  var digest: String? {
    isMomentary ? nil : Digest.build { $0.append(text(of: table, width: \.count)) }.description
  }
  var summary: String { text(of: brief ?? table, width: \.columns) }

  /// A table as aligned text: words to the left, numbers to the right; `width` says how wide a cell's text is.
  ///
  /// Digests count characters, whatever columns they take in a terminal.
  private func text(of table: ScoreTable, width: (String) -> Int) -> String {
    let lines = (title.isEmpty ? [] : [title]) + table.alignedLines(width: width)
    return (lines + table.notes.map(\.onOneLine)).joined(separator: "\n")
  }
}

extension TableValue: Drawable {
  private var heading: Heading {
    let lines = title.split(separator: "\n").map(String.init)
    return Heading(
      lines.first ?? about ?? table.rows.count.of("row"),
      remarks: lines.dropFirst() + [(brief ?? table).columns.filter { !$0.isEmpty }.joined(separator: ", ")])
  }

  func drawing(work: Work) throws -> Drawing {
    var drawing =
      try subject?.drawing(data: data?.description)
      ?? Drawing(heading, data: data?.description) { size, heading in
        let table = brief ?? table
        return Picture.table(
          columns: table.columns, rows: table.rows.map { $0.map(\.shown) }, heading: heading,
          width: size.width)
      }
    drawing.isMomentary = isMomentary
    return drawing
  }
}

extension TableValue: Exportable, Describable {
  static let exportedAs: [FileFormat<TableValue>] = [
    FileFormat("csv") { try $1.write($0.subject?.exported(as: .csv) ?? Rows($0.table).csv) },
    FileFormat("json") { try $1.write($0.subject?.exported(as: .json) ?? Rows($0.table).json) },
  ]

  func description(work: Work) -> TableValue { self }
}
