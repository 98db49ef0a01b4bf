import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// Weights that Python's safetensors wrote, as the fitted network of a recipe and the data's genres.
@Suite("Weights from elsewhere") struct ForeignWeightsTests {
  private func run(_ line: String, _ prepare: (String) throws -> Void = { _ in }) throws -> Bench.Outcome {
    let bench = try Bench()
    try FileManager.default.copyItem(
      atPath: Bundle.module.bundlePath + "/Golden/cnn-from-python.safetensors",
      toPath: bench.folder + "/cnn.safetensors")
    try prepare(bench.folder)
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
    ("load \"cnn.safetensors\" model: (cnn blocks: 2 filters: 4) data: mels", "end it with classify"),
  ]) func whatDoesNotFitIsSaid(_ line: String, _ words: String) throws {
    let error = try run("x = " + line).error
    #expect(error?.contains(words) == true, "\(error ?? "no error")")
  }

  /// What `torch.nn.DataParallel`, Lightning and `torch.compile` write before every name.
  @Test(arguments: ["module.", "model.", "_orig_mod."]) func aCommonPrefixIsLeftOut(_ prefix: String) throws {
    let outcome = try run(
      """
      theirs = load "wrapped.safetensors" model: net data: mels
      plain = load "cnn.safetensors" model: net data: mels
      print (predict theirs songs[4]).probability - (predict plain songs[4]).probability
      """
    ) { folder in
      var file = try SafetensorsFile(reading: folder + "/cnn.safetensors")
      file.tensors = Dictionary(uniqueKeysWithValues: file.tensors.map { (prefix + $0.key, $0.value) })
      try file.write(to: folder + "/wrapped.safetensors")
    }
    #expect(outcome.error == nil)
    #expect(outcome.output == ["0"])
  }

  @Test(arguments: ["load \"w.pt\" model: net data: mels", "load \"w.pt\"", "predict (load \"w.pt\") songs"])
  func thePyTorchFormatIsNamed(_ line: String) throws {
    let outcome = try run(line) { folder in
      let header = Array("PK".utf8) + [3, 4] + [UInt8](repeating: 0, count: 22) + [10, 0, 0, 0]
      try WholeFile.write(header + Array("w/data.pkl".utf8) + [0, 0, 0], to: folder + "/w.pt")
    }
    #expect(outcome.error?.contains("is PyTorch's own format") == true, "\(outcome.error ?? "no error")")
    #expect(outcome.error?.contains("s.save_file(torch.load(") == true)
    #expect(try run(line).error?.contains("PyTorch") == false)
  }

  @Test func weightsThatAreNoNumbersAreRefused() throws {
    let outcome = try run("theirs = load \"odd.safetensors\" model: net data: mels") { folder in
      var file = try SafetensorsFile(reading: folder + "/cnn.safetensors")
      file.tensors["classify.bias"]?.values[1] = .nan
      try file.write(to: folder + "/odd.safetensors")
    }
    #expect(outcome.error?.contains("'classify.bias'") == true, "\(outcome.error ?? "no error")")
  }
}
