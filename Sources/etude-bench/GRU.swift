import ArgumentParser
import EtudeNetworks
import EtudeProbes

/// One gru over a batch of sequences, forward and backward, as PyTorch's `nn.GRU`.
struct GRU: ParsableCommand {
  @OptionGroup var measuring: Measuring
  @Option var steps = 128
  @Option var items = 32
  @Option var inputs = 128
  @Option var units = 128

  func run() throws {
    let layer = RecurrentLayer(.gru, inputs: inputs, units: units)
    try ScanProbe.run(layer, items: items, steps: steps, threads: measuring.threads) { step in
      try measuring.measure(step)
    }
  }
}
