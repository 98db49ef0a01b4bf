import EtudeCore

/// A part of an audio file.
public struct FilePart: Sendable, Hashable {
  /// The file's path.
  public let path: String
  /// Seconds from the file's beginning.
  public let start: Double
  /// Seconds; all that follows if nil.
  public let length: Double?
  /// Frames of the whole file, if `AudioFile.inspect` has told them: an MP3 file that does not say its length need not be
  /// read through for each of its parts.
  let frames: Int?

  /// A part of a file that begins at `start` seconds; without a length it goes to the end.
  public init(_ path: String, from start: Double = 0, length: Double? = nil, frames: Int? = nil) {
    (self.path, self.start, self.length, self.frames) = (path, start, length, frames)
  }
}
