import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// Weights that no network can have are refused where they come in; other programs' formats are named.
@Suite struct RefusedWeightsTests {
  private let examples = MadeExamples(count: 8)

  private func trained() throws -> Fitted {
    try fitted(
      Model([.gru(.init(units: 3, steps: 5)), .batchnorm, .classify]), examples,
      options: TrainingOptions(epochs: 1))
  }

  /// Through a file without a seal, as another program writes it.
  private func load(_ fitted: Fitted, _ tensors: [String: Tensor]) throws -> Fitted {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let path = folder + "/state.safetensors"
    try SafetensorsFile(tensors: tensors).write(to: path)
    return try Fitted(
      weightsFrom: path, model: fitted.model, classes: fitted.classes, imageSize: fitted.imageSize,
      bands: fitted.bands)
  }

  @Test func numbersThatAreNoneAreRefusedInEveryTensor() throws {
    let fitted = try trained()
    #expect(try load(fitted, fitted.weights).weights == fitted.weights)
    var refused = 0
    for (name, tensor) in fitted.weights {
      for value in [Float.nan, .infinity, -.infinity] {
        var weights = fitted.weights
        var values = tensor.values
        values[values.count * 2 / 3] = value
        weights[name] = Tensor(shape: tensor.shape, values: values)
        let failure = failure { _ = try load(fitted, weights) }
        #expect(failure?.kind == .input && failure?.cause.contains("'\(name)'") == true)
        refused += 1
      }
    }
    #expect(refused == 3 * fitted.weights.count)
  }

  /// Finite, and too large to be added up: the answer is an error and not a probability that is no number.
  @Test func weightsThatOverflowSaySo() throws {
    let fitted = try trained()
    var weights = fitted.weights
    let shape = try #require(weights["classify.weight"]).shape
    weights["classify.weight"] = Tensor(shape: shape, repeating: 3.4e38)
    weights["batchnorm.bias"] = Tensor(shape: [shape[1]], repeating: 100)
    let large = try load(fitted, weights)
    let cause = failure { _ = try predict(large, examples: examples, items: [0], work: Work()) }?.cause
    #expect(cause?.contains("is no number") == true)
  }

  @Test func statisticsThatDivideByZeroAreRefused() throws {
    let fitted = try trained()
    for (name, value) in [("batchnorm.running_var", Float(-1)), ("gru.input_deviation", 0)] {
      var weights = fitted.weights
      let shape = try #require(weights[name]).shape
      weights[name] = Tensor(shape: shape, repeating: value)
      #expect(failure { _ = try load(fitted, weights) }?.cause.contains("'\(name)'") == true)
    }
  }

  /// A saved network whose recipe or sizes cannot be, sealed as if it were right.
  @Test func recipesThatCannotBeAreRefused() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let path = folder + "/fitted.safetensors"
    try trained().save(to: path)
    let whole = try SafetensorsFile(reading: path)
    let recipe = try #require(whole.metadata["recipe"])
    let input = try #require(whole.metadata["input"])
    let changes = [
      ("recipe", recipe.replacing("\"units\":3", with: "\"units\":0")),
      ("recipe", recipe.replacing("\"units\":3", with: "\"units\":-3")),
      ("recipe", recipe.replacing("\"layers\":1", with: "\"layers\":0")),
      ("recipe", recipe.replacing("\"steps\":5", with: "\"steps\":0")),
      ("recipe", recipe.replacing("\"frozenParts\":0", with: "\"frozenParts\":7")),
      ("input", input.replacing("12", with: "0")), ("input", input.replacing("32", with: "-1")),
      ("input", input.replacing("32", with: "4000000000000")), ("genres", "[]"),
    ]
    for (name, text) in changes {
      #expect(text != whole.metadata[name])
      var file = whole
      file.metadata[name] = text
      try file.write(to: path)
      #expect(failure { _ = try Fitted(loading: path) } != nil, "\(text)")
    }
  }

  @Test func whatAWrapperWroteBeforeEveryNameIsLeftOut() throws {
    let fitted = try trained()
    for prefix in ["module.", "model.", "_orig_mod.", "net.", "module._orig_mod.", "a.b.c."] {
      let named = Dictionary(uniqueKeysWithValues: fitted.weights.map { (prefix + $0.key, $0.value) })
      #expect(try load(fitted, named).weights == fitted.weights)
    }
    var half = fitted.weights
    half["module.classify.bias"] = half.removeValue(forKey: "classify.bias")
    let failure = failure { _ = try load(fitted, half) }
    #expect(failure?.cause.contains("no tensor 'classify.bias'; it has 'module.classify.bias'") == true)
  }

  @Test func otherProgramsFormatsAreNamed() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    func archive(_ name: String) -> [UInt8] {
      Array("PK".utf8) + [3, 4] + [UInt8](repeating: 0, count: 22) + [UInt8(name.utf8.count), 0, 0, 0]
        + Array(name.utf8) + [UInt8](repeating: 7, count: 40)
    }
    let contents: [(String, [UInt8])] = [
      ("PyTorch", archive("weights/data.pkl")), ("NumPy", archive("classify.weight.npy")),
      ("Keras", archive("metadata.json")), ("Keras", [0x89] + Array("HDF\r\n\u{1a}\n".utf8)),
      ("PyTorch", [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]),
      ("NumPy", [0x93] + Array("NUMPY".utf8) + [1, 0]), ("pickle", [0x80, 4, 0x95, 1, 2, 3, 4, 5, 6]),
    ]
    for (name, bytes) in contents {
      let path = folder + "/weights.safetensors"
      try WholeFile.write(bytes, to: path)
      let failure = failure { _ = try SafetensorsFile(reading: path) }
      #expect(failure?.cause.contains(name) == true && failure?.kind == .input, "\(name): \(failure as Any)")
    }
    for (ending, name) in [
      ("pt", "PyTorch"), ("pth", "PyTorch"), ("h5", "Keras"), ("onnx", "ONNX"), ("npz", "NumPy"),
    ] {
      let failure = try #require(ForeignFormat(ending: ending)).failure("folder/x.\(ending)")
      #expect(failure.cause.contains(name) && failure.fix?.contains("safetensors") == true)
    }
    #expect(ForeignFormat(ending: "wav") == nil)
  }
}
