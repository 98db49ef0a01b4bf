import ArgumentParser
import EtudeREPL
import Glibc

/// The command line: reads it, starts a front end, ends with its exit code. Knows every room, and all knowledge that
/// the front end may not have: which vocabulary is spoken, and which values are pictures.
@main
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "etude",
    abstract: "A notebook for music-genre recognition.",
    usage: """
      etude
             etude run FILE [name=value ...] [--out DIR] [--seed N] [--quiet] [--threads N]
             etude -e 'STATEMENTS'
             etude check FILE ...
      """,
    discussion: """
      Without arguments, etude is a notebook in the terminal; statements piped in are run. It ends with 0 when done, \
      64 for a wrong command line, 65 for an error in a script, 66 for input that cannot be opened, 70 for an error \
      while running, 130 when interrupted.
      """,
    version: "etude " + version,
    subcommands: [
      RunCommand.self, CheckCommand.self, CacheCommand.self, WeightsCommand.self, ReferenceCommand.self,
    ])

  @ArgumentParser.Option(
    name: .customShort("e"), help: ArgumentHelp("Run these statements.", valueName: "statements"))
  var statements: String?

  @OptionGroup var settings: SessionOptions

  @Argument(help: .hidden)
  var overrides: [String] = []

  func validate() throws {
    if let stray = overrides.first, statements == nil {
      let fix = stray.hasSuffix(".etude") ? "write: etude run \(stray)" : "see: etude --help"
      throw ValidationError("there is no command '\(stray)'; \(fix)")
    }
    _ = try Override.read(overrides)
  }

  func run() throws {
    let frontEnd = try settings.frontEnd()
    if let statements {
      throw ExitCode(frontEnd.run(statements: statements, overrides: try Override.read(overrides)))
    }
    throw ExitCode(Terminal.isTerminal(0) ? frontEnd.repl() : frontEnd.runStandardInput())
  }

  static func main() {
    Terminal.occupyClosedDescriptors()
    Signals.block()
    Terminal.useUTF8()
    main(nil)
  }
}
