import EtudeCore
import EtudeDemo
import EtudeSound

/// A piece of sound and where it came from: its label and the groups that travel with it.
public struct Clip: Sendable {
  /// Where the samples are.
  public enum Source: Sendable {
    /// A file that libsndfile reads.
    case file(path: String)
    /// A song that Étude plays itself.
    case demo(DemoSong)
    /// Samples held in memory.
    case sound(Sound)
  }

  /// What the header of a file says.
  public struct Header: Sendable, Hashable, Codable {
    /// Seconds of the whole file.
    public let length: Double
    /// Samples a second, as the file has them.
    public let rate: Int
    /// How many channels the file has.
    public let channels: Int
    /// The file is shorter than its header promises; `length` is what is there.
    public let isTruncated: Bool
    /// Seconds at which something is damaged and left out, as far as that is known without decoding the file.
    public let damage: [Double]
    /// More sound follows behind what the header counts.
    public let isFollowed: Bool

    /// Sample frames of the whole file.
    var frames: Int { Int((length * Double(rate)).rounded()) }

    /// A clip of what is known beforehand; nothing is read.
    public init(
      length: Double, rate: Int, channels: Int, isTruncated: Bool = false, damage: [Double] = [],
      isFollowed: Bool = false
    ) {
      self.length = length
      self.rate = rate
      self.channels = channels
      self.isTruncated = isTruncated
      self.damage = damage
      self.isFollowed = isFollowed
    }

    /// Reads what `encode(to:)` writes; throws `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      length = try values.decode(Double.self, forKey: .length)
      rate = try values.decode(Int.self, forKey: .rate)
      channels = try values.decode(Int.self, forKey: .channels)
      isTruncated = try values.decode(Bool.self, forKey: .isTruncated)
      // Records of earlier versions do not say the rest.
      damage = try values.decodeIfPresent([Double].self, forKey: .damage) ?? []
      isFollowed = try values.decodeIfPresent(Bool.self, forKey: .isFollowed) ?? false
    }
  }

  /// Unique in its dataset: `blues/blues.00001.wav`, of a segment `blues/blues.00001.wav@3-6s`.
  public var name: String
  /// The genre; nil if nobody has said.
  public var label: String?
  /// The piece of music that the item was taken from; nil if nobody has said, and then the item is its own track.
  public var knownTrack: String?
  /// The artist's name; nil if it is not known.
  public var artist: String?
  /// The name of the loaded file that the clip is, or is a part of.
  public var item: String
  /// Where its samples come from.
  public var source: Source
  /// Seconds from the beginning of the source.
  public var start: Double
  /// Seconds asked for; nil for all that follows `start`.
  public var span: Double?
  /// Samples a second of the sound that `sound()` gives.
  public var rate: Int
  /// How well it answers a question, of clips that `recommend` found.
  public var score: Double?
  /// Why it was found, in a few words.
  public var reason: String?
  /// What was said of it, of clips that a result has judged.
  public var judgement: Judgement?
  /// Why it cannot be read; nil as long as nothing is known against it.
  public var problem: String?
  /// Nil until the file has been looked into.
  public var header: Header?
  /// How its sound is altered, of clips that are made to train on; nil: as it is.
  public var variation: SoundVariation?

  /// A clip of what is known beforehand; nothing is read.
  public init(
    name: String, label: String? = nil, track: String? = nil, artist: String? = nil, item: String? = nil,
    source: Source, start: Double = 0, span: Double? = nil, rate: Int = 22050, score: Double? = nil,
    problem: String? = nil, header: Header? = nil
  ) {
    self.name = name
    self.label = label
    knownTrack = track
    self.artist = artist
    self.item = item ?? name
    self.source = source
    self.start = start
    self.span = span
    self.rate = rate
    self.score = score
    self.problem = problem
    self.header = header
  }

  /// The piece of music; a missing track is the item.
  public var track: String { knownTrack ?? item }

  /// Whether nothing is known against it.
  public var isReadable: Bool { problem == nil }

  /// The path of its file; nil for sound that is in no file.
  public var file: String? {
    if case .file(let path) = source { path } else { nil }
  }

  /// Seconds of the whole source; nil for a file that has not been looked into.
  public var sourceLength: Double? {
    switch source {
    case .file: header?.length
    case .demo(let song): song.length
    case .sound(let sound): sound.duration
    }
  }

  /// Seconds, as far as known; nil for what cannot be read.
  public var length: Double? {
    guard isReadable else { return nil }
    guard let whole = sourceLength else { return span }
    let left = max(0, whole - start)
    return span.map { min($0, left) } ?? left
  }

  /// Channels of its source.
  public var channels: Int { header?.channels ?? 1 }
}
