import EtudeCore
import EtudeNetworks
import Testing

@Suite struct FittedFileTests {
  private func trained(_ kinds: [LayerKind]) throws -> (Fitted, MadeExamples) {
    let examples = MadeExamples(count: 16)
    var result = try fitted(try Model(kinds), examples, options: TrainingOptions(epochs: 2, batch: 8))
    result.featureSettings = #"{"mels":12}"#
    result.dataDigest = key("data")
    result.notes = ["training": #"{"tracks":["a \"b\""]}"#]
    return (result, examples)
  }

  @Test func whatIsSavedIsLoaded() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let (result, examples) = try trained([.gru(.init(units: 4)), .classify])
    let path = folder + "/net.safetensors"
    try result.save(to: path)
    let loaded = try Fitted(loading: path)
    #expect(loaded == result && loaded.digest == result.digest)
    let items = Array(12..<16)
    #expect(
      try predict(loaded, examples: examples, items: items, work: Work())
        == predict(result, examples: examples, items: items, work: Work()))
    let names = Set(try SafetensorsFile(reading: path).tensors.keys)
    #expect(names.isSuperset(of: ["gru.weight_ih_l0", "gru.bias_hh_l0", "classify.weight", "classify.bias"]))
  }

  @Test func damageIsRefusedWithAReason() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let (result, _) = try trained([.stats, .classify])
    let path = folder + "/net.safetensors"
    try result.save(to: path)
    let bytes = try WholeFile.read(path)
    for place in stride(from: 0, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[place] ^= 0x15
      try WholeFile.write(damaged, to: path)
      #expect(failure { _ = try Fitted(loading: path) }?.kind == .input, "byte \(place)")
    }
  }

  @Test func foreignWeightsAreCheckedByNameAndShape() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let (result, _) = try trained([.gru(.init(units: 4)), .classify])
    let path = folder + "/foreign.safetensors"
    var tensors = result.weights
    tensors["gru.input_mean"] = nil
    tensors["gru.input_deviation"] = nil
    func load() throws -> Fitted {
      try SafetensorsFile(tensors: tensors).write(to: path)
      return try Fitted(
        weightsFrom: path, model: result.model, classes: result.classes, imageSize: 32, bands: 12)
    }
    #expect(try load().weights["gru.weight_hh_l0"] == result.weights["gru.weight_hh_l0"])
    tensors["classify.bias"] = Tensor(shape: [2], values: [0, 0])
    #expect(failure { _ = try load() }?.cause.contains("the recipe wants [3]") == true)
    tensors["classify.bias"] = nil
    #expect(failure { _ = try load() }?.cause.hasSuffix("has no tensor 'classify.bias'") == true)
  }
}
