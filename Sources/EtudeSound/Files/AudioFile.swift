import EtudeCore

/// Audio files in and out: WAV (also WAVE_EXTENSIBLE, RF64), AU, AIFF, FLAC, Ogg Vorbis, Opus, MP3.
public enum AudioFile {
  /// Reads a file's header.
  public static func inspect(_ path: String) throws -> AudioInfo {
    throw Failure.input("cannot read \(path)")
  }

  /// Reads `length` seconds (all if nil) from `start` seconds on, mixed to mono and resampled to `rate`.
  public static func decode(
    _ path: String, rate: Int = SoundDefaults.rate, from start: Double = 0, length: Double? = nil
  ) throws -> DecodedSound {
    throw Failure.input("cannot read \(path)")
  }

  /// Reads a file of any length in bounded memory: `body` is given blocks of mono samples at `rate`, in order.
  ///
  /// The blocks joined are what `decode` gives. Returns the header and the frames promised and read.
  @discardableResult
  public static func stream(
    _ path: String, rate: Int = SoundDefaults.rate, from start: Double = 0, length: Double? = nil,
    _ body: ([Float]) throws -> Void
  ) throws -> (info: AudioInfo, expectedFrames: Int, readFrames: Int) {
    throw Failure.input("cannot read \(path)")
  }

  /// Writes 16-bit sound, whole or not at all; the path's ending chooses WAV or FLAC.
  public static func write(_ sound: Sound, to path: String) throws {
    throw Failure("cannot write \(path)")
  }
}
