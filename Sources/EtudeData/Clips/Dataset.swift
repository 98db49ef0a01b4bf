import EtudeCore

/// Labelled clips in order.
public struct Dataset: Sendable {
  /// The clips, in order.
  public let clips: [Clip]
  /// The labels that occur, sorted.
  public let genres: [String]
  /// For each clip the position of its label in `genres`; -1 for a clip without one.
  public let labelIndices: [Int]

  /// A dataset of clips made before, in their order.
  public init(_ clips: [Clip]) {
    self.clips = clips
    genres = Set(clips.compactMap(\.label)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let positions = Dictionary(uniqueKeysWithValues: genres.enumerated().map { ($1, $0) })
    labelIndices = clips.map { $0.label.flatMap { positions[$0] } ?? -1 }
  }

  /// How many clips there are.
  public var count: Int { clips.count }
  /// The clips' names, in order.
  public var names: [String] { clips.map(\.name) }
  /// A clip without a label gives an empty text.
  public var labels: [String] { clips.map { $0.label ?? "" } }
  /// The track of each clip, in order.
  public var tracks: [String] { clips.map(\.track) }
  /// A clip whose artist is not known gives an empty text.
  public var artists: [String] { clips.map { $0.artist ?? "" } }
  /// Seconds of all clips together, as far as known.
  public var length: Double { clips.reduce(0) { $0 + ($1.length ?? 0) } }

  /// A clip by its place.
  public subscript(index: Int) -> Clip { clips[index] }

  /// The clips against which nothing is known.
  public var readable: Dataset {
    clips.allSatisfy(\.isReadable) ? self : Dataset(clips.filter(\.isReadable))
  }

  /// The clips that cannot be read.
  public var unreadable: [Clip] { clips.filter { !$0.isReadable } }

  /// The clips at some positions, in the order given.
  public func subset(_ indices: [Int]) -> Dataset { Dataset(indices.map { clips[$0] }) }

  /// Clips of each genre, in the order of `genres`.
  public var countsPerGenre: [Int] {
    var counts = [Int](repeating: 0, count: genres.count)
    for label in labelIndices where label >= 0 { counts[label] += 1 }
    return counts
  }
}
