import ArgumentParser
import EtudeCore
import EtudeLanguage
import EtudeREPL
import EtudeSession
import EtudeVerbs
import Glibc

let version = Etude.version

/// The options that every way of running statements shares.
struct SessionOptions: ParsableArguments {
  @ArgumentParser.Option(name: .customLong("out"), help: ArgumentHelp("Write files here.", valueName: "dir"))
  var out: String?

  @ArgumentParser.Option(
    name: .customLong("seed"), help: ArgumentHelp("Use this seed, whatever the script says.", valueName: "n"))
  var seed: UInt64?

  @Flag(name: .customLong("quiet"), help: "No progress bars, no warnings, no word of files written.")
  var isQuiet = false

  @ArgumentParser.Option(
    name: .customLong("threads"),
    help: ArgumentHelp("Processor threads (all); results are equal for equal numbers.", valueName: "n"))
  var threads: Int?

  @Flag(name: .customLong("fresh"), help: "Make everything anew, whatever the store of results holds.")
  var isFresh = false

  @ArgumentParser.Option(
    name: .customLong("part"),
    help: ArgumentHelp(
      "Train only this share of the folds into the store, part I of N; run without it for the results.",
      valueName: "i/n"))
  var part: String?

  @ArgumentParser.Option(
    name: .customLong("pictures"),
    help: ArgumentHelp("In a terminal: auto, text (in letters alone) or off.", valueName: "how"))
  var pictures: PictureChoice?

  @Flag(
    name: .customLong("plain"), help: "For screen readers: lines of text, no colours, bars or drawn pictures."
  )
  var isPlain = false

  func validate() throws {
    if let part, Self.share(part) == nil {
      throw ValidationError("--part takes a part and their number, such as 3/20, not \(part)")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 1024, not \(threads)")
    }
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder") }
  }

  /// `3/20` as a share; nil for what is none.
  private static func share(_ text: String) -> PieceShare? {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let part = numbers[0], let parts = numbers[1] else { return nil }
    return PieceShare(part: part, of: parts)
  }

  /// Ends the program with what a front end's work gives.
  ///
  /// The front end is not let go before: the queue of the record of runs waits for a thread of its own to be taken down,
  /// for ever where the system gives no more.
  func endAfter(_ work: (Console) -> ProgramExit) throws -> Never {
    let frontEnd = try console()
    let status = work(frontEnd)
    withExtendedLifetime(frontEnd) { _exit(status.rawValue) }
  }

  /// What verbs may use, where nothing is drawn in a terminal.
  func environment(_ cancellation: Cancellation) -> Environment {
    Environment(
      work: Work(
        threads: threads ?? Console.processors, cancellation: cancellation,
        store: .standard(isFresh: isFresh), share: part.flatMap(Self.share)),
      writingFolder: out ?? ".", runs: RunFile.standardPath())
  }

  /// A front end that speaks Étude's vocabulary.
  func console() throws -> Console {
    var settings = Console.Settings()
    settings.seed = seed
    settings.writingFolder = out ?? "."
    settings.isQuiet = isQuiet
    settings.isPlain = isPlain
    if let pictures { settings.pictures = pictures }
    settings.threads = threads
    settings.isFresh = isFresh
    settings.share = part.flatMap(Self.share)
    settings.runs = RunFile.standardPath()
    return try Console(vocabulary: .standard, settings: settings) { object in
      // What was asked for as a file is there to be looked at; it need not fill the window.
      guard let value = object as? PictureValue, value.file == nil else { return nil }
      return value.picture
    }
  }
}

/// A param's value from the command line.
enum Override {
  /// Reads `name=value` arguments.
  static func read(_ arguments: [String]) throws -> [(name: String, text: String)] {
    try arguments.map { argument in
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw ValidationError("'\(argument)' is no value of a param; write: name=value")
      }
      return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
    }
  }
}

extension PictureChoice: ExpressibleByArgument {}
