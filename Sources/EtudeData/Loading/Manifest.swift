import EtudeCore

extension DatasetLoader {
  /// Lists a CSV or TSV file (RFC 4180) with the columns file and label, and if there are any track, artist, start
  /// and length (seconds), without opening any sound file. Relative paths start at the manifest's folder.
  public static func manifest(_ path: String, _ options: LoadOptions = LoadOptions(), work: Work = Work())
    throws -> Dataset
  {
    throw Failure("cannot yet list manifests")
  }
}
