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
      StatementsCommand.self, RunCommand.self, CheckCommand.self, CacheCommand.self, WeightsCommand.self,
      ReferenceCommand.self,
    ], defaultSubcommand: StatementsCommand.self)

  static func main() {
    Terminal.occupyClosedDescriptors()
    Signals.block()
    Terminal.useUTF8()
    main(nil)
  }
}
