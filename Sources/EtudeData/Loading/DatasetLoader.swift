import EtudeCore
import Glibc

/// Reads datasets: a folder with one folder per genre, or a manifest.
public enum DatasetLoader {
  /// A folder or a manifest, whichever the path is, with every file's header looked into.
  ///
  /// Files that cannot be read stay, marked with the reason, and are warned of through `work`.
  /// - Throws: `Failure.input` if there is nothing to load; with `strict`, at the first bad file.
  public static func load(_ path: String, _ options: LoadOptions = LoadOptions(), work: Work = Work()) throws
    -> Dataset
  {
    var status = stat()
    guard stat(path, &status) == 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    let listed =
      try isFolder ? folder(path, options, work: work) : manifest(path, options, work: work)
    return try listed.inspected(strict: options.strict, work: work)
  }
}
