import EtudeCore
import EtudeLanguage
import Glibc

/// Where a session's relative paths start.
extension Session {
  /// The folder, as it is named from where the program was started.
  public var folder: String { environment.readingFolder }

  /// The path of what a cell or a command calls `name`.
  public func place(of name: String) -> String {
    let name = Environment.fromHome(name)
    return name.hasPrefix("/") || folder == "." ? name : "\(folder)/\(name)"
  }

  /// Goes to another folder: paths are read from there, and written there unless they go to a folder of their own.
  ///
  /// The program's own folder stays, so that what earlier cells named is still found.
  public func changeFolder(to name: String) throws {
    let path = Paths.absolute(place(of: name))
    var status = stat()
    guard stat(path, &status) == 0 else { throw systemFailure("cannot go to \(name)", kind: .input) }
    guard status.st_mode & S_IFMT == S_IFDIR, access(path, X_OK) == 0 else {
      throw Failure.input(
        "cannot go to \(name): it is no folder that can be entered", fix: ".ls shows what is here")
    }
    if environment.writingFolder == environment.readingFolder { environment.writingFolder = path }
    environment.readingFolder = path
  }
}
