import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage

/// Rows and columns of text and numbers, as `describe`, `report`, `audit`, `compare` and `confusion` give them.
struct TableValue: ObjectValue {
  /// What `plot` draws of it, where there is a picture that says it better than its rows.
  enum Drawing: Sendable {
    case confusion(Evaluation, shares: Bool)
    case result(Evaluation)
    case comparison(Comparison)
    case descriptors(DescriptorTable)
    case audit(Audit)
    case waterfall(Waterfall)
    case learningCurve(LearningCurve)
    case calibration(Evaluation)
  }

  var title = ""
  var table: ScoreTable
  var drawing: Drawing?
  /// What a cell shows of a table too wide to read.
  var brief: ScoreTable?
  /// Where the numbers come from, for the provenance of a picture.
  var data: Digest?
  /// Whether it says how things stand now, so that another time it may well say something else.
  var isMomentary = false

  var kind: Kind { .table }
  var digest: String? {
    isMomentary ? nil : Digest.build { $0.append(text(of: table, width: \.count)) }.description
  }
  var summary: String { text(of: brief ?? table, width: \.columns) }

  /// A table as aligned text: words to the left, numbers to the right; `width` says how wide a cell's text is.
  ///
  /// Digests count characters, whatever columns they take in a terminal.
  private func text(of table: ScoreTable, width: (String) -> Int) -> String {
    let lines = (title.isEmpty ? [] : [title]) + table.alignedLines(width: width)
    return (lines + table.notes).joined(separator: "\n")
  }

  func field(_ name: String) throws -> Value {
    name == "rows" ? .count(table.rows.count) : .texts(table.columns)
  }
}
