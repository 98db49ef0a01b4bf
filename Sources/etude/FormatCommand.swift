import ArgumentParser
import EtudeCore
import EtudeLanguage
import EtudeREPL
import Glibc

/// `etude format FILE … [--check]`
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Lay scripts out in one way; what they mean stays.",
    discussion: """
      Files are written whole, and only where something changes, which are named; a text that cannot be read stays as it is.
      """)

  @Argument(help: "The scripts.")
  var files: [String]

  @Flag(name: .customLong("check"), help: "Write nothing; end with 65 where a script is not laid out so.")
  var isCheck = false

  func run() throws {
    let screen = Screen()
    // Each is said; the first that is wrong gives the end.
    let status = files.map { layOut($0, screen) }.first { $0 != .done } ?? .done
    throw ExitCode(Console.exitStatus(status, after: screen).rawValue)
  }

  private func layOut(_ file: String, _ screen: Screen) -> ProgramExit {
    do {
      if file.lowercased().hasSuffix(".ipynb") {
        throw Failure("'\(file)' is a notebook", fix: "name a script, such as lab.etude")
      }
      let source = try SourceText.read(file)
      let text = try ScriptLayout.text(of: source)
      guard Array(text.utf8) != (try WholeFile.read(file)) else { return .done }
      screen.show(file)
      if isCheck { return .staticError }
      try Self.write(text, to: file)
      return .done
    } catch let list as DiagnosticList {
      list.diagnostics.forEach(screen.report)
      return list.exitStatus
    } catch {
      let diagnostic = Diagnostic(error as? Failure ?? Failure("\(error)"), at: nil)
      screen.report(diagnostic)
      return diagnostic.exitStatus
    }
  }

  /// Writes a file in the place to which a link leads, with the rights that it had.
  private static func write(_ text: String, to file: String) throws {
    var status = stat()
    let isKnown = stat(file, &status) == 0
    let target = realpath(file, nil)
    defer { free(target) }
    let place = target.map { String(cString: $0) } ?? file
    try WholeFile.write(text, to: place)
    if isKnown { chmod(place, status.st_mode & 0o7777) }
  }
}
