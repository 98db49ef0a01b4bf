import EtudeCore
import Glibc

extension DatasetLoader {
  /// Lists a folder that has one folder per genre, sound files at any depth below, without opening any.
  ///
  /// A clip's name is its path from `path`: `blues/blues.00001.wav`. Hidden files are skipped.
  public static func folder(_ path: String, _ options: LoadOptions = LoadOptions(), work: Work = Work())
    throws -> Dataset
  {
    throw Failure("cannot yet list folders")
  }
}

/// A folder of sound files.
enum AudioFolder {
  /// Endings of the files that are taken for sound, in lower case.
  static let extensions: Set<String> = [
    "wav", "wave", "au", "snd", "aif", "aiff", "aifc", "flac", "ogg", "oga", "opus", "mp3",
  ]
}
