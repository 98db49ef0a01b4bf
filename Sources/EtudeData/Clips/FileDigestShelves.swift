import EtudeCore
import Glibc

/// Remembered digests of files: one entry of the cache for each folder, a line for each file.
struct FileDigestShelves {
  private struct Record {
    let identity: FileIdentity
    let digest: Digest
  }

  private let cache: DiskCache?
  private var shelves: [Spelling: [Spelling: Record]] = [:]
  private var changed: Set<Spelling> = []

  init(cache: DiskCache?) { self.cache = cache }

  /// What is remembered of a file, if the file is still the same.
  mutating func digest(_ path: String, _ identity: FileIdentity) -> Digest? {
    let folder = Spelling(WholeFile.folder(of: path))
    open(folder)
    let record = shelves[folder]?[Spelling(WholeFile.name(of: path))]
    return record?.identity == identity ? record?.digest : nil
  }

  mutating func remember(_ path: String, _ identity: FileIdentity, _ digest: Digest) {
    let folder = Spelling(WholeFile.folder(of: path))
    open(folder)
    shelves[folder]?[Spelling(WholeFile.name(of: path))] = Record(identity: identity, digest: digest)
    changed.insert(folder)
  }

  /// Writes the shelves that have changed.
  func save() {
    guard let cache else { return }
    for folder in changed.sorted(by: { $0.text < $1.text }) {
      let lines = (shelves[folder] ?? [:]).sorted { $0.key.text < $1.key.text }.map { name, record in
        "\(record.identity.size)\t\(record.identity.changed)\t\(record.digest.hex)\t\(name.text)\0"
      }
      cache.write(Array(lines.joined().utf8), for: key(folder))
    }
  }

  private mutating func open(_ folder: Spelling) {
    guard shelves[folder] == nil else { return }
    var shelf: [Spelling: Record] = [:]
    for line in cache?.read(key(folder))?.split(separator: 0) ?? [] {
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 3)
      let texts = parts.map { String(decoding: $0, as: UTF8.self) }
      guard texts.count == 4, let size = Int(texts[0]), let changed = Int(texts[1]),
        let digest = Digest(texts[2])
      else { continue }
      shelf[Spelling(texts[3])] = Record(identity: FileIdentity(size: size, changed: changed), digest: digest)
    }
    shelves[folder] = shelf
  }

  private func key(_ folder: Spelling) -> Digest {
    let whole = realpath(folder.text, nil)
    defer { free(whole) }
    return Digest.build {
      $0.append("digests of the files of a folder")
      $0.append(whole.map { String(cString: $0) } ?? folder.text)
    }
  }
}
