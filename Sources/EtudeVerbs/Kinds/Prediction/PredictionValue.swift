import EtudeCore
import EtudeLanguage

extension Kind {
  static let prediction = Kind("prediction")
}

/// Genres with probabilities, a row a song or, along one song, a row a time.
struct PredictionValue: DeclaredValue, SweptValue {
  let names: [String]
  /// The layers of the network that heard them.
  let network: String
  /// The genres that it tells apart, in the order of the columns.
  let classes: [String]
  /// `[rows, classes]`.
  let probabilities: [[Float]]
  /// Seconds at which each row begins; empty if rows are songs.
  let times: [Double]
  /// Seconds from row to row, for a picture of the last one; nil if rows are songs.
  var every: Double?
  /// Whether its rows were shown one by one already.
  var isShown = false
  /// Whether the genres are tags, of which a song has several.
  var areTags = false
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(
      .prediction, "genres with probabilities, a row a song or a time", fields: fields,
      element: .kind(.prediction), namedElements: true, keepsKind: true)
  ]

  static let fields: [Field<PredictionValue>] = [
    Field("names", .texts) { .texts($0.names) },
    Field("genre", .text) { .text(try $0.overall().genre) },
    Field("probability", .number) { .number(try $0.overall().probability) },
    Field("genres", .texts) { .texts($0.best.map(\.genre)) },
    Field("classes", .texts) { .texts($0.classes) },
    Field("probabilities", .list(of: .numbers, labels: nil)) {
      .list(ListValue(of: .numbers, $0.probabilities.map { (nil, .numbers($0)) }))
    },
    Field("times", .numbers) { .numbers($0.times) },
  ]

  var kind: Kind { .prediction }
  var count: Int? { probabilities.count }
  var digest: String? {
    Digest.build {
      for text in names + classes { $0.append(text) }
      for time in times { $0.append(time) }
      for row in probabilities { $0.append(row) }
    }.description
  }

  /// The likeliest genre of each row; the first of equals.
  var best: [(genre: String, probability: Double)] {
    probabilities.map { row in
      var best = 0
      for index in row.indices where row[index] > row[best] { best = index }
      return (classes[best], Double(row[best]))
    }
  }

  /// What is said of the one song that was asked about: along a song the mean over its rows.
  /// - Throws: a `Failure` if there are several songs.
  func overall() throws -> (genre: String, probability: Double) {
    guard names.count == 1 || !times.isEmpty else {
      throw Failure(
        "a prediction of \(names.count.of("song")) has no single genre",
        fix: "genres has one for each of them")
    }
    let means = classes.indices.map { genre in
      probabilities.reduce(0) { $0 + Double($1[genre]) } / Double(max(1, probabilities.count))
    }
    var likeliest = 0
    for genre in classes.indices where means[genre] > means[likeliest] { likeliest = genre }
    return (classes[likeliest], means[likeliest])
  }

  var summary: String {
    if isShown, let last = times.last {
      let counts = classes.map { genre in (genre: genre, rows: best.count { $0.genre == genre }) }
      let most = counts.filter { $0.rows > 0 }.sorted { $0.rows > $1.rows }
      return "heard \((last + (every ?? 1)).seconds): "
        + most.map { "\($0.genre) \((Double($0.rows) / Double(best.count)).percent)" }.joined(separator: ", ")
    }
    return times.isEmpty ? songLines : timeLines
  }

  private var timeLines: String {
    lines { row in
      times[row].seconds + "  "
        + (areTags ? likeliestWords(of: row) : "\(best[row].genre)  \(best[row].probability.percent)")
    }
  }
}
