import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

/// Rows and columns as CSV (RFC 4180) or JSON (an array of objects, a key a column).
struct Rows {
  let columns: [String]
  let rows: [[ScoreTable.Cell]]

  init(_ table: ScoreTable) {
    columns = table.columns
    rows = table.rows
  }

  /// A row a song or a time: its name, the likeliest genre, and a column a genre.
  init(_ prediction: PredictionValue) {
    let isTimeline = !prediction.times.isEmpty
    columns = ["name"] + (isTimeline ? ["time"] : []) + ["genre", "probability"] + prediction.genres
    rows = prediction.best.indices.map { row in
      let best = prediction.best[row]
      var cells: [ScoreTable.Cell] = [.text(prediction.names[row])]
      if isTimeline { cells.append(.number(prediction.times[row])) }
      cells += [.text(best.genre), .number(best.probability)]
      return cells + prediction.probabilities[row].map { .number(Double($0)) }
    }
  }

  /// A row a clip with the columns of a manifest, files named from `folder`; of clips that were found also rank, score
  /// and reason.
  init(_ value: DatasetValue, in folder: String) {
    let isAnswer = value.answer != nil
    columns =
      (isAnswer ? ["rank"] : []) + ["name", "file", "label", "track", "artist", "start", "length"]
      + (isAnswer ? ["score", "because"] : [])
    rows = value.dataset.clips.enumerated().map { place, clip in
      let file = clip.file.map { Paths.relative($0, from: folder) } ?? ""
      let cells: [ScoreTable.Cell] = [
        .text(clip.name), .text(file), .text(clip.label ?? ""), .text(clip.knownTrack ?? ""),
        .text(clip.artist ?? ""),
        clip.start > 0 ? .number(clip.start) : .empty, clip.span.map { .number($0) } ?? .empty,
      ]
      return isAnswer
        ? [.count(place + 1)] + cells + [.number(clip.score ?? 0), .text(clip.because ?? "")] : cells
    }
  }

  /// The bytes of a `.json` file, or else of a `.csv` file.
  func bytes(_ ending: String) -> [UInt8] { Array((ending == "json" ? json : csv).utf8) }

  private var csv: String { CSV.text([columns] + rows.map { $0.map(\.exact) }) }

  private var json: String {
    var json = JSONText()
    json.list(rows, .lines) { json, row in
      json.object(zip(columns, row).map { column, cell in (column, { $0.cell(cell) }) })
    }
    return json.text + "\n"
  }
}

extension JSONText {
  /// A table's cell with all its digits; null where it is empty or not finite.
  fileprivate mutating func cell(_ cell: ScoreTable.Cell) {
    switch cell {
    case .text(let text): string(text)
    case .count(let count): number(count)
    case .share(let value), .number(let value): number(value)
    case .empty: null()
    }
  }
}
