import EtudeCore
import Foundation
import Testing

/// Weights that Python's safetensors wrote, as the fitted network of a recipe and the data's genres.
@Suite("Weights from elsewhere") struct ForeignWeightsTests {
  private func run(_ line: String) throws -> Bench.Outcome {
    let bench = try Bench()
    try FileManager.default.copyItem(
      atPath: Bundle.module.bundlePath + "/Golden/cnn-from-python.safetensors",
      toPath: bench.folder + "/cnn.safetensors")
    return bench.run(
      """
      songs = demo genres: 3 clips: 2 length: 3s
      mels = songs | spectrogram size: 32
      net = cnn blocks: 2 filters: 4 | classify
      \(line)
      """)
  }

  @Test func theyAreAFittedNetwork() throws {
    let outcome = try run(
      """
      theirs = load "cnn.safetensors" model: net data: mels
      print theirs.epochs theirs.genres (predict theirs songs).names.count (evaluate theirs songs).items.count
      more = fit theirs mels epochs: 2
      print more.epochs
      """)
    #expect(outcome.error == nil)
    #expect(outcome.output == ["0 [blues, classical, country] 6 6", "2"])
  }

  @Test(arguments: [
    (
      "load \"cnn.safetensors\" model: (cnn blocks: 2 filters: 8 | classify) data: mels",
      "the recipe wants [8, 3, 3, 3]"
    ),
    ("load \"cnn.safetensors\" model: (stats | classify) data: mels", "has the shape [3, 8]"),
    ("load \"cnn.safetensors\" model: net", "give both model: and data:"),
    ("load \"cnn.safetensors\"", "holds weights without a recipe"),
    ("load \"cnn.safetensors\" model: (cnn blocks: 2 filters: 4) data: mels", "write: | classify"),
  ]) func whatDoesNotFitIsSaid(_ line: String, _ words: String) throws {
    let error = try run("x = " + line).error
    #expect(error?.contains(words) == true, "\(error ?? "no error")")
  }
}
