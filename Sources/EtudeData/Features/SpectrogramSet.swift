import EtudeCore
import EtudeSound
import Synchronization

/// A dataset seen as spectrograms (or MFCCs): made when needed, kept on disk and a bounded part in memory.
public final class SpectrogramSet: Examples, Sendable {
  /// The clips whose spectrograms these are.
  public let dataset: Dataset
  /// How the spectrograms are made.
  public let settings: SpectrogramSettings
  /// The dataset's digest.
  public let data: Digest
  /// For each clip the digest of its item: equal for byte-equal files.
  public let itemDigests: [Digest]
  let frontEnd: FrontEnd
  /// Looked at, and told of what is amiss, while a view is made.
  private let work: Work
  var store: ResultStore? { work.store }
  var cancellation: Cancellation { work.cancellation }
  let held: HeldViews
  private let twins = Mutex<[String: Set<String>]?>(nil)

  /// Reads the items' digests; no sound is decoded yet.
  ///
  /// - Throws: what `settings.validate()` throws; `Failure.interrupted`.
  public convenience init(_ dataset: Dataset, settings: SpectrogramSettings, work: Work = Work()) throws {
    try self.init(dataset, settings, items: dataset.itemDigests(work: work), work)
  }

  private init(
    _ dataset: Dataset, _ settings: SpectrogramSettings, items: [Digest], _ work: Work
  ) throws {
    self.dataset = dataset
    self.settings = settings
    itemDigests = items
    data = dataset.digest(items: items)
    frontEnd = try FrontEnd(settings)
    self.work = work
    held = HeldViews(limit: 200 << 20)
  }

  /// The same settings over some of the clips, in the order given.
  public func subset(_ indices: [Int]) throws -> SpectrogramSet {
    try SpectrogramSet(
      dataset.subset(indices), settings, items: indices.map { itemDigests[$0] }, work)
  }

  /// The same with altered clips behind the clips there are: of each of some clips one of every kind.
  ///
  /// - Returns: the larger set, and for each of `positions` those of its altered clips.
  public func adding(
    _ kinds: [SoundVariation.Kind], of positions: [Int]
  ) throws -> (set: SpectrogramSet, variants: [Int: [Int]]) {
    var clips = dataset.clips
    var digests = itemDigests
    var variants: [Int: [Int]] = [:]
    for position in positions {
      for kind in kinds {
        var clip = dataset[position]
        let variation = SoundVariation(kind, of: clip.soundDigest(item: itemDigests[position]))
        clip.variation = variation
        clip.name += "~\(kind.rawValue)"
        variants[position, default: []].append(clips.count)
        clips.append(clip)
        digests.append(itemDigests[position])
      }
    }
    return (try SpectrogramSet(Dataset(clips), settings, items: digests, work), variants)
  }

  /// For each item the other items that are the same recording to the ear; found when first asked for.
  ///
  /// - Throws: `Failure.interrupted`.
  public func nearEqualItems(work: Work) throws -> [String: Set<String>] {
    if let known = twins.withLock({ $0 }) { return known }
    let found = try dataset.nearEqualItems(work: work)
    twins.withLock { $0 = found }
    return found
  }

  /// Says what is amiss with an item's sound.
  func tell(_ faults: SoundFaults, _ item: Int) {
    for complaint in faults.complaints(of: dataset[item]) { work.warn(complaint) }
  }

  /// How many items there are.
  public var count: Int { dataset.count }
  /// Pixels along a side of each image.
  public var imageSize: Int { settings.size }
  /// Bands in a frame.
  public var bands: Int { settings.bands }

  /// The digest of an item's sound and of these settings.
  public func digest(_ item: Int) -> Digest { key(item, settings.digest) }

  /// Of the clip's sound at its own rate alone.
  public func soundDigest(_ item: Int) -> Digest {
    Digest.build {
      $0.append("log-mel windows")
      $0.append(LogMelFrontEnd.version)
      $0.append(SoundDefaults.version)
      $0.append(dataset[item].rate)
      $0.append(dataset[item].soundDigest(item: itemDigests[item]))
    }
  }

  /// The digest of the sound of a clip and of settings.
  func key(_ item: Int, _ settings: Digest) -> Digest {
    Digest.build {
      $0.append(settings)
      $0.append(dataset[item].soundDigest(item: itemDigests[item]))
    }
  }
}
