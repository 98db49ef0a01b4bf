import ArgumentParser
import EtudeCore
import EtudeLanguage
import EtudePictures
import EtudeREPL
import EtudeSound
import Glibc

/// The command line: reads it, starts a front end, ends with its exit code. Knows every room, and all knowledge that
/// the front end may not have: which vocabulary is spoken, and which values are pictures.
@main
struct EtudeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "etude",
    abstract: "A notebook for music-genre recognition.",
    usage: """
      etude
             etude run FILE [name=value ...] [--out DIR] [--seed N] [--quiet] [--threads N]
                        [--part I/N] [--fresh]
             etude -e 'STATEMENTS'
             etude check FILE ... [--json]
             etude format FILE ... [--check]
             etude submit FILE --parts N [name=value ...]
             etude kernel install [--user | --prefix DIR]
             etude lesson [NAME] [songs=FOLDER] [--notebook | --page] [--out DIR]
             etude help [VERB | COMMAND]
      """,
    discussion: """
      Without arguments, etude is a notebook in the terminal; statements piped in are run. etude help verbs lists the \
      verbs of the language, etude help crossval says what one of them does. A program ends with 0 when done, \
      64 for a wrong command line, 65 for an error in a script, 66 for input that cannot be opened, 70 for an error \
      while running, 130 when interrupted.
      """,
    version: "etude " + version,
    subcommands: [
      StatementsCommand.self, RunCommand.self, CheckCommand.self, FormatCommand.self, KernelCommand.self,
      LessonCommand.self,
      SubmitCommand.self, CacheCommand.self, WeightsCommand.self, ReferenceCommand.self, GrammarCommand.self,
      HelpCommand.self,
    ], defaultSubcommand: StatementsCommand.self)

  static func main() {
    Terminal.occupyClosedDescriptors()
    DecoderMessages.silence()
    Signals.block()
    MemoryShortage.watch()
    Terminal.useUTF8()
    InstalledFonts.use()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      end(for: error)
    }
  }

  /// Ends with the exit code of an error, or of help that was asked for, and says what it has to say.
  private static func end(for error: any Error) -> Never {
    if let failure = error as? Failure {
      let diagnostic = Diagnostic(failure, at: nil)
      Screen().report(diagnostic)
      _exit(diagnostic.exitStatus.rawValue)
    }
    let code = exitCode(for: error)
    let message = message(for: error)
    // A run that ended with this code has said why itself.
    if code == .validationFailure && !message.isEmpty {
      let cause = message.prefix(1).lowercased() + message.dropFirst()
      Screen().report(Diagnostic(Failure(cause, fix: "see: etude --help"), at: nil))
      _exit(ProgramExit.wrongCommandLine.rawValue)
    }
    let text = fullMessage(for: error)
    _exit(text.isEmpty ? code.rawValue : Housekeeping.show(text).rawValue)
  }
}
