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
    throw ExitCode(try settings.frontEnd().run(script: file, overrides: try Override.read(overrides)))
  }
}

/// `etude check FILE …`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read and check scripts, and run nothing.")

  @Argument(help: "The scripts.")
  var files: [String]

  func run() throws { throw ExitCode(try SessionOptions.parse([]).frontEnd().check(scripts: files)) }
}
