import EtudeCore
import EtudeSound
import Synchronization

/// A dataset seen as spectrograms (or MFCCs): made when needed, kept on disk and a bounded part in memory.
public final class SpectrogramSet: Examples, Sendable {
  public let dataset: Dataset
  public let settings: SpectrogramSettings
  /// The dataset's digest.
  public let data: Digest
  /// For each clip the digest of its item: equal for byte-equal files.
  public let itemDigests: [Digest]
  let frontEnd: FrontEnd
  let cache: DiskCache?
  /// Looked at while a view is made.
  let cancellation: Cancellation
  let held: HeldViews
  private let twins = Mutex<[String: Set<String>]?>(nil)

  /// Reads the items' digests; no sound is decoded yet.
  ///
  /// - Throws: what `settings.validate()` throws; `Failure.interrupted`.
  public convenience init(_ dataset: Dataset, settings: SpectrogramSettings, work: Work = Work()) throws {
    try self.init(dataset, settings, items: dataset.itemDigests(work: work), work.cache, work.cancellation)
  }

  private init(
    _ dataset: Dataset, _ settings: SpectrogramSettings, items: [Digest], _ cache: DiskCache?,
    _ cancellation: Cancellation
  ) throws {
    self.dataset = dataset
    self.settings = settings
    itemDigests = items
    data = dataset.digest(items: items)
    frontEnd = try FrontEnd(settings)
    self.cache = cache
    self.cancellation = cancellation
    held = HeldViews(limit: 200 << 20)
  }

  /// The same settings over some of the clips, in the order given.
  public func subset(_ indices: [Int]) throws -> SpectrogramSet {
    try SpectrogramSet(
      dataset.subset(indices), settings, items: indices.map { itemDigests[$0] }, cache, cancellation)
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

  public var count: Int { dataset.count }
  public var imageSize: Int { settings.size }
  public var bands: Int { settings.bands }

  public func digest(_ item: Int) -> Digest { key(item, settings.digest) }

  /// The digest of the sound of a clip and of settings.
  func key(_ item: Int, _ settings: Digest) -> Digest {
    Digest.build {
      $0.append(settings)
      $0.append(dataset[item].soundDigest(item: itemDigests[item]))
    }
  }
}
