import EtudeCore

/// What an audio file's header says.
public struct AudioInfo: Sendable, Hashable {
  /// Sample frames (one value a channel).
  public let frames: Int
  /// Sample frames a second.
  public let rate: Int
  /// How many channels the file has.
  public let channels: Int
  /// Container and encoding in libsndfile's words, such as `WAV (Microsoft), Signed 16 bit PCM`.
  public let format: String
  /// Sample frames that the header promises; more than `frames` if the file was cut off.
  public let promisedFrames: Int
  /// The file ends before its header, or its last mark, says.
  public let isTruncated: Bool
  /// Seconds at which something of the sound is damaged and left out, as far as it is known without decoding it.
  public let damage: [Double]
  /// More sound follows behind what the header counts: another file that was joined to this one. It is not read.
  public let isFollowed: Bool

  /// Seconds.
  public var seconds: Double { Double(frames) / Double(rate) }
}

/// What was read from an audio file, and whether that is all its header promised.
public struct DecodedSound: Sendable, Hashable {
  /// What was read, mono, at the rate that was asked for.
  public let sound: Sound
  /// How far the reading came.
  public let reading: AudioReading
  /// What the file's header says.
  public var info: AudioInfo { reading.info }
  /// Frames that should have been read.
  public var expectedFrames: Int { reading.expectedFrames }
  /// Frames that were read.
  public var readFrames: Int { reading.readFrames }
  /// True if the file ended before it should have.
  public var isTruncated: Bool { reading.isTruncated }
}

/// How much of an audio file was read.
public struct AudioReading: Sendable, Hashable {
  /// What the file's header says.
  public let info: AudioInfo
  /// Sample frames, at the file's own rate, that the header promised for the part asked for.
  public let expectedFrames: Int
  /// Sample frames, at the file's own rate, that could be read.
  public let readFrames: Int
  /// The part asked for ends before the header, or the file's last mark, says: what is there was used.
  public let isTruncated: Bool
  /// Seconds of the file at which something of the part asked for is damaged: it is left out, or silence where the format
  /// says how long it was.
  public let damage: [Double]
  /// The channels of the part asked for have sound, of which nothing is left when they are mixed: one is another's opposite.
  public let channelsCancel: Bool
}
