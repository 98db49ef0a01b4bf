import ArgumentParser
import EtudeCore
import EtudeKernel
import EtudeLanguage
import EtudeREPL
import EtudeSession
import EtudeVerbs
import Glibc

/// `etude kernel`
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "A kernel for Jupyter, which starts it by itself once it is installed.",
    subcommands: [Serve.self, Install.self], defaultSubcommand: Serve.self)

  struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Listen to Jupyter, as a connection file says.")

    @ArgumentParser.Option(
      name: [.customShort("f"), .customLong("connection-file")],
      help: ArgumentHelp("The file that Jupyter writes for a kernel.", valueName: "file"))
    var connectionFile: String

    @OptionGroup var settings: SessionOptions

    func run() throws {
      let connection = try ConnectionFile.read(connectionFile)
      let cancellation = Cancellation()
      // They stop work and end the program while this is held.
      let signals = try Signals(cancellation: cancellation)
      let kernel = try Kernel(
        vocabulary: .standard, environment: settings.environment(cancellation), seed: settings.seed,
        connection: connection, history: .ofKernels(),
        drawing: { object in
          try (object as? PictureValue).map { try $0.picture.svg(provenance: $0.provenance) }
        })
      let status = try kernel.run()
      withExtendedLifetime((kernel, signals)) { _exit(status.rawValue) }
    }
  }

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Tell Jupyter of this program.")

    @Flag(name: .customLong("user"), help: "For this user alone, which is the default.")
    var isForUser = false

    @ArgumentParser.Option(
      name: .customLong("prefix"),
      help: ArgumentHelp("For an installation: /usr/local, or a virtual environment.", valueName: "dir"))
    var prefix: String?

    /// For packages, which write the files of an installation in another place than it will have.
    @ArgumentParser.Option(name: .customLong("program"), help: .hidden)
    var program: String?

    func validate() throws {
      if let prefix, prefix.isEmpty || isForUser {
        throw ValidationError(
          prefix.isEmpty ? "--prefix needs a folder" : "give --user or --prefix, not both")
      }
    }

    func run() throws {
      try Housekeeping.run {
        let spec = try prefix.map(KernelSpec.prefix) ?? KernelSpec.user()
        try spec.write(program: program ?? KernelSpec.ownProgram)
        return "the kernel is installed in \(spec.folder)"
      }
    }
  }
}
