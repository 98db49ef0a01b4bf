import EtudeCore
import EtudeData
import EtudeNetworks
import Glibc

/// musicnn with its own last layer, which says what listeners would call a song.
struct Tagger {
  /// Seconds that it hears at once.
  static let window = 3.0

  /// Of the tags, in the order of the probabilities.
  let names: [String]
  /// Which network it is and whose tags they are, for people.
  let words: String
  private let network: FrozenNetwork

  init(_ weights: LayerKind.MusicnnWeights) throws {
    names = weights.tags
    words = "musicnn, with the tags of \(weights == .songs ? "the Million Song Dataset" : "MagnaTagATune")"
    network = FrozenNetwork(try Model([.musicnn(weights: weights, output: .tags)]).frozen())
  }

  /// The clips that can be read, and for each the tags' probabilities, the mean over its windows.
  func tags(of dataset: Dataset, work: Work) throws -> (dataset: Dataset, rows: [[Float]]) {
    let given = GivenFeatures(set: try SpectrogramSet(ofSound: dataset, work: work))
    let items = try given.readable(for: network.model, work: work)
    let rows = try EtudeNetworks.features(network, examples: given.examples, items: items, work: work)
    return (given.examples.dataset.subset(items), rows)
  }
}

extension Tagger {
  /// As many tags are named as two songs have in common.
  private static let named = 3
  /// Less than this is no tag of a song.
  private static let least: Float = 0.1

  /// For each of some pairs of songs the tags that both have, the surest first; none of songs that are not there.
  ///
  /// - Throws: `Failure.interrupted`; `Failure.input` if the weights are missing.
  func shared(_ pairs: [(Clip, Clip)], work: Work) throws -> [[String]] {
    var clips: [Clip] = []
    var known: Set<String> = []
    for clip in pairs.flatMap({ [$0.0, $0.1] }) where known.insert(Self.key(clip)).inserted {
      if clip.isReadable, clip.file.map({ access($0, R_OK) == 0 }) ?? true { clips.append(clip) }
    }
    guard !clips.isEmpty else { return pairs.map { _ in [] } }
    // What is amiss with the songs was told when they were compared.
    var quiet = work
    quiet.listener = { _ in }
    let (readable, rows) = try tags(of: Dataset(clips), work: quiet)
    let found = Dictionary(zip(readable.clips.map(Self.key), rows)) { first, _ in first }
    return pairs.map { one, other in
      guard let first = found[Self.key(one)], let second = found[Self.key(other)] else { return [] }
      let common = zip(first, second).map { min($0, $1) }
      return common.indices.filter { common[$0] >= Self.least }
        .sorted { (common[$1], $0) < (common[$0], $1) }.prefix(Self.named).map { names[$0] }
    }
  }

  private static func key(_ clip: Clip) -> String { "\(clip.file ?? "")\n\(clip.name)" }
}
