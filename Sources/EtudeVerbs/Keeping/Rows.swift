import EtudeEvaluation
import EtudeLanguage
import EtudeSession
import FoundationEssentials

/// Rows and columns as CSV (quoted as in RFC 4180, lines ending as in all text files here) or JSON (an array of objects, a key a column).
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
        .text(clip.name), .text(file), .text(clip.label ?? ""), .text(clip.track), .text(clip.artist ?? ""),
        clip.start > 0 ? .number(clip.start) : .empty, clip.span.map { .number($0) } ?? .empty,
      ]
      return isAnswer
        ? [.count(place + 1)] + cells + [.number(clip.score ?? 0), .text(clip.because ?? "")] : cells
    }
  }

  /// The bytes of a `.json` file, or else of a `.csv` file.
  func bytes(_ ending: String) -> [UInt8] { Array((ending == "json" ? json : csv).utf8) }

  private var csv: String {
    func quoted(_ text: String) -> String {
      text.contains { ",\"\r\n".contains($0) } ? "\"" + text.split("\"", joinedBy: "\"\"") + "\"" : text
    }
    let lines = [columns.map(quoted)] + rows.map { $0.map { quoted($0.plain) } }
    return lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private var json: String {
    let objects = rows.map { row in
      let pairs = zip(columns, row).map { "\($0.jsonQuoted): \($1.json)" }
      return "  { " + pairs.joined(separator: ", ") + " }"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }
}

extension ScoreTable.Cell {
  /// The whole number, not the rounded one that a table shows.
  fileprivate var plain: String {
    switch self {
    case .text(let text): text
    case .count(let count): String(count)
    case .share(let number), .number(let number): number.isFinite ? "\(number)" : ""
    case .empty: ""
    }
  }

  fileprivate var json: String {
    switch self {
    case .text(let text): text.jsonQuoted
    case .empty: "null"
    default: plain.isEmpty ? "null" : plain
    }
  }
}

extension String {
  /// As a JSON string.
  fileprivate var jsonQuoted: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  fileprivate func split(_ separator: Character, joinedBy joint: String) -> String {
    split(separator: separator, omittingEmptySubsequences: false).joined(separator: joint)
  }
}
