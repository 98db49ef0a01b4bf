import Glibc

/// The program that runs, and what a package has put beside it.
package enum RunningProgram {
  /// Its path, links followed; nil where the system does not tell.
  package static let path: String? = {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }()

  /// `share/etude` beside the `bin` that it lies in: what a package brings along. Nil where it was built and not installed.
  package static let sharedFolder: String? = {
    guard let path else { return nil }
    let shared = Paths.folder(of: Paths.folder(of: path)) + "/share/etude"
    return access(shared, R_OK) == 0 ? shared : nil
  }()
}
