import EtudeCore
import Glibc

/// Remembered digests of files, by path, size and time of change.
struct RememberedDigests {
  private let store: ResultStore?
  /// Folders by their whole names, without links.
  private var folders: [Spelling: String] = [:]

  init(store: ResultStore?) { self.store = store }

  /// What is remembered of a file, if the file is still the same.
  mutating func digest(_ path: String, _ identity: FileIdentity) -> Digest? {
    guard let store else { return nil }
    return store.bytes(.digests, key(path, identity)).flatMap { Digest(bytes: $0) }
  }

  mutating func keep(_ path: String, _ identity: FileIdentity, _ digest: Digest) {
    store?.keep(digest.bytes, as: .digests, under: key(path, identity))
  }

  private mutating func key(_ path: String, _ identity: FileIdentity) -> Digest {
    let folder = whole(Paths.folder(of: path))
    return Digest.build {
      $0.append("digest of a file")
      $0.append(folder)
      $0.append(Paths.name(of: path))
      $0.append(identity.size)
      $0.append(identity.changed)
    }
  }

  private mutating func whole(_ folder: String) -> String {
    if let known = folders[Spelling(folder)] { return known }
    let path = realpath(folder, nil)
    defer { free(path) }
    let whole = path.map { String(cString: $0) } ?? folder
    folders[Spelling(folder)] = whole
    return whole
  }
}
