import Glibc
import Synchronization

/// The store of results: what took time, kept on disk under the digest of all that it depends on.
///
/// Few files hold many results; each is checked by a sum when it is read, and one that is damaged, or that a killed
/// program, a full disk or a loss of power left unfinished, is as if it were not there. Several programs may use one
/// store at once. Keys stand for all that a value depends on, so a value is never changed, only made again.
public final class ResultStore: Sendable {
  /// The folder that holds it all.
  public let folder: String
  /// Bytes that are kept at most; what was used longest ago goes first.
  public let limit: Int
  /// Whether what was stored before is passed over; what is stored from now on is not.
  public let isFresh: Bool

  /// Bytes that are read or written before a cancellation is looked at.
  static let piece = 1 << 22

  let disk: StoreDisk
  private let shelves = Mutex<[ResultKind: Shelf]>([:])
  private let hasLost = Mutex(false)

  /// A store in `folder`, made when first needed, that keeps at most `limit` bytes.
  public convenience init(folder: String, limit: Int = 4 << 30, isFresh: Bool = false) {
    self.init(folder: folder, limit: limit, isFresh: isFresh, disk: StoreDisk())
  }

  package init(folder: String, limit: Int = 4 << 30, isFresh: Bool = false, disk: StoreDisk) {
    self.folder = folder
    self.limit = limit
    self.isFresh = isFresh
    self.disk = disk
  }

  /// The user's own store: in `$ETUDE_CACHE`, else `$XDG_CACHE_HOME/etude`, else `~/.cache/etude`.
  public static func standard(isFresh: Bool = false) -> ResultStore {
    ResultStore(
      folder: UserEnvironment.value(of: "ETUDE_CACHE") ?? UserEnvironment.cacheFolder.map { $0 + "/etude" }
        ?? "/tmp/etude-\(getuid())", isFresh: isFresh)
  }

  /// The bytes kept under `key`, or nil if there are none that are whole.
  public func bytes(_ kind: ResultKind, _ key: Digest) -> [UInt8]? { numbers(kind, key) }

  /// The numbers kept under `key`, or nil if there are none of that width that are whole.
  public func numbers<Value: PlainNumber>(_ kind: ResultKind, _ key: Digest) -> [Value]? {
    values(kind, key, Cancellation())
  }

  /// The floats kept under `key`, if there are `count` of them (any number but none, if nil): read into their place.
  ///
  /// None once the cancellation is requested.
  public func floats(
    _ kind: ResultKind, _ key: Digest, count: Int? = nil, cancellation: Cancellation = Cancellation()
  ) -> [Float]? {
    values(kind, key, cancellation) { found in found > 0 && (count ?? found) == found }
  }

  /// Keeps bytes or numbers under `key`, as they lie in memory; nothing once the cancellation is requested.
  ///
  /// A store that cannot be written is not an error: the work is done again next time. Nothing waits for the disk.
  public func keep(
    _ values: some ContiguousBytesConvertible, as kind: ResultKind, under key: Digest,
    cancellation: Cancellation = Cancellation()
  ) {
    var hasBegun = false
    values.withBytes { hasBegun = shelf(kind).keep($0, under: key, cancellation) }
    if hasBegun { prune() }
  }

  /// Whether a result that `keep` was given is not there, since the store cannot be written.
  public func hasLost(_ kind: ResultKind, _ key: Digest) -> Bool { shelf(kind).find(key) == nil }

  /// True the first time that it is asked: what is said of the whole store is said once.
  public func isFirstLoss() -> Bool {
    hasLost.withLock { hasLost in
      defer { hasLost = true }
      return !hasLost
    }
  }

  /// Looks at what other programs have stored of a kind since it was first asked for.
  public func refresh(_ kind: ResultKind) { shelf(kind).refresh() }

  /// Removes everything.
  public func clear() {
    FormerCache.remove(from: folder)
    for segment in segments() { segment.remove() }
    removeEmptyFolders()
    shelves.withLock { for shelf in $0.values { shelf.forget() } }
  }

  /// Where the kinds lie.
  var root: String { folder + "/store-1" }

  private func shelf(_ kind: ResultKind) -> Shelf {
    shelves.withLock { shelves in
      if let shelf = shelves[kind] { return shelf }
      let processor = kind.isExact ? "any" : VectorInstructions.folderName
      let shelf = Shelf(
        kind, folder: "\(root)/\(kind.name)/\(processor)", room: min(64 << 20, limit / 64), isFresh: isFresh,
        disk: disk)
      shelves[kind] = shelf
      return shelf
    }
  }

  /// Values read into their place, if there are as many as `isRight` wants.
  private func values<Value: PlainNumber>(
    _ kind: ResultKind, _ key: Digest, _ cancellation: Cancellation,
    isRight: (Int) -> Bool = { _ in true }
  ) -> [Value]? {
    let shelf = shelf(kind)
    let width = MemoryLayout<Value>.stride
    guard let (location, file) = shelf.find(key), location.count % width == 0,
      isRight(location.count / width),
      // A line may promise more than the disk has kept.
      location.place + location.count <= file.size
    else { return nil }
    var isWhole = false
    let values = [Value](unsafeUninitializedCapacity: location.count / width) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(
        start: buffer.baseAddress, count: buffer.baseAddress == nil ? 0 : location.count)
      for start in stride(from: 0, to: bytes.count, by: Self.piece) {
        let part = UnsafeMutableRawBufferPointer(
          rebasing: bytes[start..<min(bytes.count, start + Self.piece)])
        guard !cancellation.isRequested, file.fill(part, from: location.place + start) == part.count else {
          return
        }
      }
      isWhole = StoreEntry.sum(of: UnsafeRawBufferPointer(bytes), under: key) == location.sum
      if isWhole { initialized = location.count / width }
    }
    if isWhole { return values }
    if !cancellation.isRequested { shelf.strike(key, location) }
    return nil
  }
}
