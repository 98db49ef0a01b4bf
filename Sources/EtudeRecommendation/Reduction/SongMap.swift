import EtudeCore
import EtudeData

/// A library as points in two dimensions, with what is liked and what was found in it.
public struct SongMap: Sendable {
  /// Songs of the library that are drawn at most, spread evenly.
  private static let most = 2000

  private let library: LibraryIndex
  private let liked: [AskedSong]
  private let places: [Int]
  /// Whether the order of what was found is a way from song to song.
  public let isPath: Bool

  /// Songs of the library.
  public var size: Int { library.count }
  /// Songs that were found.
  public var found: Int { places.count }
  /// What was asked about: a song's name, of several the first one's and how many more.
  public var start: String {
    (liked.first?.clip.name ?? "nothing") + (liked.count > 1 ? " and \(liked.count - 1) more" : "")
  }

  /// A map of a library, the liked songs and the recommended ones on it.
  public init(library: LibraryIndex, liked: [AskedSong], places: [Int], isPath: Bool) {
    self.library = library
    self.liked = liked
    self.places = places
    self.isPath = isPath
  }

  /// Points along the two directions in which the library varies most.
  public struct Points: Sendable {
    /// Where each song of the library lies, and its label.
    public let library: [(x: Double, y: Double, label: String)]
    /// Where each liked song lies.
    public let liked: [(x: Double, y: Double)]
    /// In order.
    public let found: [(x: Double, y: Double)]
  }

  /// Places every song by the first two principal components of the embeddings.
  public func points(work: Work = Work()) throws -> Points {
    let step = max(1, (library.count + Self.most - 1) / Self.most)
    let drawn = Array(stride(from: 0, to: library.count, by: step))
    let rows = drawn.map { library.embeddings.embedding($0) }
    let components = PrincipalComponents(of: rows, count: 2)
    func points(_ rows: [[Float]]) -> [(x: Double, y: Double)] {
      components.project(rows).map {
        ($0.first.map(Double.init) ?? 0, $0.dropFirst().first.map(Double.init) ?? 0)
      }
    }
    // Rows of the library have length 1, so what is liked has too.
    let directions = try EmbeddingIndex(liked.map(\.direction))
    return Points(
      library: try zip(drawn, points(rows)).map { ($1.x, $1.y, try library.clip($0).label ?? "") },
      liked: points((0..<directions.count).map(directions.embedding)),
      found: points(places.map { library.embeddings.embedding($0) }))
  }
}
