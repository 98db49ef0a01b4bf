import ArgumentParser
import EtudeNetworks
import EtudeProbes

extension Precision: ExpressibleByArgument {}

/// One training step of the verb `cnn`'s network on pictures.
struct CNN: ParsableCommand {
  @OptionGroup var measuring: Measuring
  @Option(help: "Items in a step.") var batch = 32
  @Option(help: "Side of a picture.") var size = 256
  @Option(help: "fp32 or bf16.") var precision = Precision.fp32
  @Flag(help: "Print the time of each layer instead.") var profile = false

  func run() throws {
    let model = try Model(LayerKind.convolutionBlocks() + [.classify])
    try StepProbe.run(
      model, imageSize: size, items: batch, classes: 10, threads: measuring.threads,
      precision: precision
    ) { probe in
      if profile {
        for row in try probe.profile() {
          print(row.layer, Int(row.forward * 1e6), Int(row.backward * 1e6))
        }
        return
      }
      try measuring.measure { _ = try probe.step() }
    }
  }
}
