import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeRecommendation

/// Labelled clips.
struct DatasetValue: ObjectValue {
  let dataset: Dataset
  /// Where the clips lie in the library that they were found in, for the picture.
  var map: SongMap?
  /// Where digests of files are kept, and whether to stop: they are asked for whenever a run is recorded.
  var work = Work()

  var kind: Kind { .dataset }
  var digest: String? { try? dataset.digest(work: work).description }
  var count: Int? { dataset.count }

  var summary: String {
    var line = "dataset · \(dataset.count.of("clip")) · \(dataset.genres.count.of("genre"))"
    let length = dataset.length
    if length > 0 { line += " · " + length.seconds }
    let unreadable = dataset.unreadable.count
    if unreadable > 0 { line += " · \(unreadable) unreadable" }
    guard let answer else { return line }
    let shown = ScoreTable(columns: answer.columns, rows: Array(answer.rows.prefix(20)))
    let more = dataset.count > 20 ? ["… \(dataset.count - 20) more"] : []
    return ([line, TableValue(table: shown).summary] + more).joined(separator: "\n")
  }

  /// What was found and why, best first; nil for clips that nobody asked for.
  var answer: ScoreTable? {
    guard dataset.count > 0, dataset.clips.allSatisfy({ $0.score != nil }) else { return nil }
    return ScoreTable(
      columns: ["rank", "song", "genre", "score", "because"],
      rows: dataset.clips.enumerated().map { place, clip in
        [
          .count(place + 1), .text(clip.name), .text(clip.label ?? ""), .share(clip.score ?? 0),
          .text(clip.because ?? ""),
        ]
      })
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "count": .count(dataset.count)
    case "length": .seconds(dataset.length)
    default: try dataset.listField(name)
    }
  }

  func element(at index: Int) throws -> Value { .object(ClipValue(clip: dataset[index], work: work)) }

  func element(named name: String) throws -> Value {
    .object(ClipValue(clip: try dataset.clip(named: name), work: work))
  }
}

extension Dataset {
  /// The fields that a dataset and its spectrograms share.
  func listField(_ name: String) throws -> Value {
    switch name {
    case "genres": return .texts(genres)
    case "names": return .texts(names)
    case "labels": return .texts(labels)
    case "tracks": return .texts(tracks)
    case "artists": return .texts(artists)
    default: throw Failure("a dataset has no field '\(name)'")
    }
  }
}
