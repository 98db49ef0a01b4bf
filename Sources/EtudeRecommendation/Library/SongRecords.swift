import EtudeCore
import EtudeData
import FoundationEssentials

/// The songs of an index by position. A loaded one keeps its records as text and reads one when it is asked for, so
/// that a million songs are there at once.
struct SongRecords: Sendable {
  private enum Songs: Sendable {
    case clips([Clip])
    /// Records as lines of JSON, and where each line ends.
    case lines([UInt8], ends: [Int], folder: String)
  }

  private let songs: Songs
  /// `[songs, 32]`
  let digests: [UInt8]

  init(_ dataset: Dataset, work: Work) throws {
    songs = .clips(dataset.clips)
    digests = try dataset.itemDigests(work: work).flatMap(\.bytes)
  }

  /// What `lines` and `digests` of records were; relative paths start at `folder`.
  init(lines: [UInt8], digests: [UInt8], folder: String) {
    songs = .lines(lines, ends: lines.indices.filter { lines[$0] == 0x0A }, folder: folder)
    self.digests = digests
  }

  var count: Int {
    switch songs {
    case .clips(let clips): clips.count
    case .lines(_, let ends, _): ends.count
    }
  }

  func clip(_ song: Int) throws -> Clip {
    switch songs {
    case .clips(let clips): return clips[song]
    case .lines(let bytes, let ends, let folder):
      let start = song == 0 ? 0 : ends[song - 1] + 1
      return try JSONDecoder().decode(ClipRecord.self, from: Data(bytes[start..<ends[song]])).clip(in: folder)
    }
  }

  func digest(_ song: Int) -> Digest? {
    Digest(digests[song * 32..<(song + 1) * 32].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }

  func identity(_ song: Int) -> SongIdentity {
    let digest = digest(song) ?? Digest.build { $0.append(song) }
    // Records were checked when they were read, so there is no second way that happens.
    guard let clip = try? clip(song) else {
      return SongIdentity(name: "\(song)", track: "\(song)", artist: nil, genre: nil, digest: digest)
    }
    return SongIdentity(clip, digest: digest)
  }

  /// A line of JSON for each song, a file's path as `place` says.
  func lines(file place: (String) -> String) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try (0..<count).flatMap { try encoder.encode(ClipRecord(clip($0), file: place)) + [0x0A] }
  }
}

extension SongIdentity {
  init(_ clip: Clip, digest: Digest) {
    self.init(
      name: clip.name, track: clip.trackIdentity, artist: clip.artist, genre: clip.label, digest: digest)
  }
}
