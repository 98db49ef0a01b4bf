import EtudeCore
import EtudeDemo

/// All that is known of a clip but its samples: how it stands in a file of its own kind.
public struct ClipRecord: Codable, Sendable, Hashable {
  private let name: String
  private let label: String?
  private let track: String?
  private let artist: String?
  private let item: String
  private let file: String?
  private let demo: DemoSong?
  private let start: Double
  private let span: Double?
  private let rate: Int
  private let header: Clip.Header?

  /// - Parameter place: how the record calls the file of a path.
  /// - Throws: `Failure` for sound that is in memory alone.
  public init(_ clip: Clip, file place: (String) -> String) throws {
    switch clip.source {
    case .file(let path): (file, demo) = (place(path), nil)
    case .demo(let song): (file, demo) = (nil, song)
    case .sound:
      throw Failure("\(clip.name) is in memory alone, so no file can name it", fix: "save it and load that")
    }
    name = clip.name
    label = clip.label
    track = clip.knownTrack
    artist = clip.artist
    item = clip.item
    start = clip.start
    span = clip.span
    rate = clip.rate
    header = clip.header
  }

  /// The clip; relative paths start at `folder`.
  public func clip(in folder: String) -> Clip {
    let path = file.map { $0.hasPrefix("/") || folder == "." ? $0 : "\(folder)/\($0)" } ?? ""
    return Clip(
      name: name, label: label, track: track, artist: artist, item: item,
      source: demo.map { .demo($0) } ?? .file(path: path), start: start, span: span, rate: rate,
      header: header)
  }
}
