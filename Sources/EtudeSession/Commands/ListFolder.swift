import EtudeCore
import Glibc

extension SessionCommand {
  static let list = SessionCommand(
    ".ls", "the files and folders here, or there", takes: .optional(.folder),
    examples: [".ls", ".ls songs/blues"]
  ) { host, argument in
    let path = host.session.place(of: argument.isEmpty ? "." : argument)
    guard let entries = opendir(path) else { throw systemFailure("cannot list \(argument)", kind: .input) }
    closedir(entries)
    let names = Folder.names(in: path).filter { !$0.hasPrefix(".") }.map { name in
      var status = stat()
      return stat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR ? name + "/" : name
    }
    // A folder of a thousand songs is told by its count.
    let most = 200
    if names.isEmpty { host.show("nothing is here") }
    let lines = names.prefix(most).inColumns(width: host.columns ?? 80)
    for line in lines { host.show(line) }
    if names.count > most { host.show("… and \(names.count - most) more") }
    return .done
  }
}

extension Collection where Element == String {
  /// The texts side by side, down and then across, as narrow as the longest allows.
  package func inColumns(width: Int) -> [String] {
    let texts = Array(self)
    let cell = (texts.map(\.columns).max() ?? 0) + 2
    let across = Swift.max(1, width / Swift.max(1, cell))
    let down = (texts.count + across - 1) / across
    return (0..<down).map { row in
      let line = stride(from: row, to: texts.count, by: down).map { texts[$0] }
      return line.dropLast().map { $0.padded(toColumns: cell) }.joined() + (line.last ?? "")
    }
  }
}
