import EtudeCore
import EtudeData
import EtudeLanguage

/// Labelled clips.
struct DatasetValue: ObjectValue {
  let dataset: Dataset

  var kind: Kind { .dataset }
  var digest: String? { try? dataset.digest().description }
  var count: Int? { dataset.count }

  var summary: String {
    var line = "dataset · \(dataset.count.of("clip")) · \(dataset.genres.count.of("genre"))"
    let length = dataset.length
    if length > 0 { line += " · " + length.seconds }
    let unreadable = dataset.unreadable.count
    if unreadable > 0 { line += " · \(unreadable) unreadable" }
    let scores = dataset.clips.compactMap(\.score)
    guard !scores.isEmpty, scores.count == dataset.count else { return line }
    let best = dataset.clips.prefix(20).map { clip in
      "  \((clip.score ?? 0).text(decimals: 3))  \(clip.name)" + (clip.label.map { "  \($0)" } ?? "")
    }
    return ([line] + best).joined(separator: "\n")
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "count": .count(dataset.count)
    case "length": .seconds(dataset.length)
    default: try dataset.listField(name)
    }
  }

  func element(at index: Int) throws -> Value { .object(ClipValue(clip: dataset[index])) }

  func element(named name: String) throws -> Value {
    .object(ClipValue(clip: try dataset.clip(named: name)))
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
