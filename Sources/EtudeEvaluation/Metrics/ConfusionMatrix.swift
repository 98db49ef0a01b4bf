import EtudeCore

/// Items counted by true genre (row) and predicted genre (column).
public struct ConfusionMatrix: Sendable, Hashable {
  /// The genres, in the order of rows and columns.
  public let genres: [String]
  /// `[true, predicted]`, in the order of genres.
  public let counts: [[Int]]

  /// - Throws: `Failure` if there is not a row and a column for each genre, or a count is below 0.
  public init(genres: [String], counts: [[Int]]) throws {
    guard counts.count == genres.count, counts.allSatisfy({ $0.count == genres.count }) else {
      throw Failure(
        "the counts are not \(genres.count) rows of \(genres.count) numbers",
        fix: "give a row and a column for each genre")
    }
    guard counts.joined().allSatisfy({ $0 >= 0 }) else {
      throw Failure("a count of items is below 0", fix: "give counts of 0 or more")
    }
    self.genres = genres
    self.counts = counts
  }

  /// - Throws: `Failure` if an item's label or prediction is not among `genres`.
  public init(of items: [JudgedItem], genres: [String]) throws {
    let places = try placesByName(genres)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: genres.count), count: genres.count)
    for item in items {
      counts[try place(of: item.label, in: places)][try place(of: item.predicted, in: places)] += 1
    }
    try self.init(genres: genres, counts: counts)
  }

  /// Items of a true genre, a genre.
  public var support: [Int] { counts.map { $0.reduce(0, +) } }

  /// Items predicted as a genre, a genre.
  public var predicted: [Int] { genres.indices.map { column in counts.reduce(0) { $0 + $1[column] } } }

  /// How many items were judged.
  public var total: Int { support.reduce(0, +) }

  /// Items on the diagonal.
  public var right: Int { genres.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// Shares of each true genre, `[true, predicted]`; a row of a genre without items is 0.
  public var shares: [[Double]] {
    counts.map { row in
      let sum = row.reduce(0, +)
      return row.map { sum == 0 ? 0 : Double($0) / Double(sum) }
    }
  }
}

/// Each genre's position.
func placesByName(_ genres: [String]) throws -> [String: Int] {
  try Dictionary(genres.enumerated().map { ($1, $0) }) { first, _ in
    throw Failure("the genre '\(genres[first])' is listed twice", fix: "name each genre once")
  }
}

func place(of genre: String, in places: [String: Int]) throws -> Int {
  guard let place = places[genre] else {
    throw Failure(
      "the genre '\(genre)' is not among the result's genres", fix: "judge items of those genres only")
  }
  return place
}
