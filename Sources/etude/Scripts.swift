import ArgumentParser
import EtudeREPL

/// `etude run FILE [name=value …]`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Run a script.")

  @Argument(help: "The script, and values for its params: name=value.")
  var file: String

  @Argument(help: .hidden)
  var overrides: [String] = []

  @OptionGroup var settings: SessionOptions

  func validate() throws { _ = try Override.read(overrides) }

  func run() throws {
    let overrides = try Override.read(overrides)
    try settings.endAfter { $0.run(script: file, overrides: overrides) }
  }
}

/// `etude check FILE …`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read and check scripts, and run nothing.")

  @Argument(help: "The scripts.")
  var files: [String]

  @Flag(name: .customLong("json"), help: "What is wrong as JSON, for editors.")
  var isJSON = false

  func run() throws { try SessionOptions.parse([]).endAfter { $0.check(scripts: files, json: isJSON) } }
}
