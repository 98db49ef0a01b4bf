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

  /// What is said of the one song that was asked about: along a song the mean over its rows.
  /// - Throws: a `Failure` if there are several songs.
  private func overall() throws -> (genre: String, probability: Double) {
    guard names.count == 1 || !times.isEmpty else {
      throw Failure(
        "a prediction of \(names.count.of("song")) has no single genre",
        fix: "genres has one for each of them")
    }
    let means = genres.indices.map { genre in
      probabilities.reduce(0) { $0 + Double($1[genre]) } / Double(max(1, probabilities.count))
    }
    var likeliest = 0
    for genre in genres.indices where means[genre] > means[likeliest] { likeliest = genre }
    return (genres[likeliest], means[likeliest])
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
    case "genre": .text(try overall().genre)
    case "probability": .number(try overall().probability)
    case "genres": .texts(best.map(\.genre))
    case "probabilities":
      .list(ListValue(of: .numbers, probabilities.map { (nil, .numbers($0)) }))
    case "times": .numbers(times)
    default: throw Failure("a prediction has no field '\(name)'")
    }
  }
}
