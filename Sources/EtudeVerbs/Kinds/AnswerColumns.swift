import EtudeData
import EtudeEvaluation

/// What is said of a clip that answers a question.
struct AnswerColumn {
  let name: String
  let cell: @Sendable (Clip) -> ScoreTable.Cell
}

/// What is said of clips that answer a question, such as what to listen to next, or what was judged wrongly.
struct AnswerColumns {
  /// Whether something is said of a clip.
  let answers: @Sendable (Clip) -> Bool
  /// What a table calls the clip's genre.
  let genre: String
  let columns: [AnswerColumn]

  func suit(_ dataset: Dataset) -> Bool { dataset.count > 0 && dataset.clips.allSatisfy(answers) }

  static let all = [found, judged]

  /// Of clips that `recommend` and its kin found.
  private static let found = AnswerColumns(
    answers: { $0.score != nil }, genre: "genre",
    columns: [
      AnswerColumn(name: "score") { .share($0.score ?? 0) },
      AnswerColumn(name: "reason") { .text($0.reason ?? "") },
    ])

  /// Of clips that a result judged.
  private static let judged = AnswerColumns(
    answers: { $0.judgement != nil }, genre: "true",
    columns: [
      AnswerColumn(name: "predicted") { .text($0.judgement?.predicted ?? "") },
      AnswerColumn(name: "probability") { .share($0.judgement?.probability ?? 0) },
      AnswerColumn(name: "repeat") { .count($0.judgement?.repeat ?? 0) },
      AnswerColumn(name: "fold") { .count($0.judgement?.fold ?? 0) },
    ])
}

extension DatasetValue {
  /// What was found or judged and how, in order; nil for clips that answer no question.
  var answer: ScoreTable? {
    guard let answers = AnswerColumns.all.first(where: { $0.suit(dataset) }) else { return nil }
    let columns = answers.columns.filter { !isOne($0, dataset) }
    return ScoreTable(
      columns: ["rank", "song", answers.genre] + columns.map(\.name),
      rows: dataset.clips.enumerated().map { place, clip in
        [.count(place + 1), .text(clip.name), .text(clip.label ?? "")] + columns.map { $0.cell(clip) }
      })
  }

  /// Whether a column counts from 0 and never gets beyond: one repeat, say.
  private func isOne(_ column: AnswerColumn, _ dataset: Dataset) -> Bool {
    dataset.clips.allSatisfy { column.cell($0) == .count(0) }
  }
}
