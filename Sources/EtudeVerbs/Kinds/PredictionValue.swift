import EtudeCore
import EtudeLanguage

/// Genres with probabilities, a row a song or, along one song, a row a time.
struct PredictionValue: ObjectValue {
  let names: [String]
  let genres: [String]
  /// `[rows, genres]`.
  let probabilities: [[Float]]
  /// Seconds at which each row begins; empty if rows are songs.
  let times: [Double]
  /// Seconds from row to row, for a picture of the last one; nil if rows are songs.
  var every: Double?
  /// Whether its rows were shown one by one already.
  var isShown = false

  var kind: Kind { .prediction }
  var digest: String? {
    Digest.build {
      for text in names + genres { $0.append(text) }
      for time in times { $0.append(time) }
      for row in probabilities { $0.append(row) }
    }.description
  }

  /// The likeliest genre of each row; the first of equals.
  var best: [(genre: String, probability: Double)] {
    probabilities.map { row in
      var best = 0
      for index in row.indices where row[index] > row[best] { best = index }
      return (genres[best], Double(row[best]))
    }
  }

  var summary: String {
    if isShown, let last = times.last {
      let counts = genres.map { genre in (genre: genre, rows: best.count { $0.genre == genre }) }
      let most = counts.filter { $0.rows > 0 }.sorted { $0.rows > $1.rows }
      return "heard \((last + (every ?? 1)).seconds): "
        + most.map { "\($0.genre) \((Double($0.rows) / Double(best.count)).percent)" }.joined(separator: ", ")
    }
    let lines = best.indices.prefix(20).map { row in
      let place = times.isEmpty ? names[row] : times[row].seconds
      return "\(place)  \(best[row].genre)  \(best[row].probability.percent)"
    }
    let more = best.count > 20 ? ["… \(best.count - 20) more"] : []
    return (lines + more).joined(separator: "\n")
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "names": .texts(names)
    case "genre": .texts(best.map(\.genre))
    case "probability": .numbers(best.map(\.probability))
    case "genres": .texts(genres)
    case "probabilities":
      .list(ListValue(of: .numbers, probabilities.map { (nil, .numbers($0)) }))
    case "times": .numbers(times)
    default: throw Failure("a prediction has no field '\(name)'")
    }
  }
}
