import EtudeCore
import EtudeNetworks
import Testing

/// The scan against PyTorch's packed sequences: outputs, last states and all gradients, element by element.
@Suite struct ScanGoldenTests {
  static let cases = RecurrentKind.allCases.flatMap { kind in
    ["2-16-1", "3-3-2-both", "4-5-2"].map { "\(kind.rawValue)-\($0)" }
  }

  private func given(_ name: String, _ file: GoldenFile) throws -> ScanInput {
    let sizes = try file.numbers(name, "sizes")
    let kind = try #require(RecurrentKind(rawValue: String(name.prefix { $0 != "-" })))
    let layer = RecurrentLayer(
      kind, inputs: sizes[0], units: sizes[1], layers: sizes[2], isBidirectional: sizes[3] == 2)
    var given = ScanInput(layer, items: sizes[4], steps: sizes[5], lengths: try file.numbers(name, "lengths"))
    given.parameters = try layer.parameters.flatMap { parameter in
      let tensor = try file.tensor(name, parameter.name)
      #expect(tensor.shape == parameter.shape)
      return tensor.values
    }
    given.input = try file.values(name, "input")
    given.bySequence = try file.values(name, "gradient.sequence")
    given.byLast = try file.values(name, "gradient.last")
    return given
  }

  @Test(arguments: cases) func equalsPyTorch(name: String) throws {
    let file = try GoldenFile("recurrent")
    let given = try given(name, file)
    let output = try onComputeThread { try run(given) }
    expectClose(
      output.sequence, try file.values(name, "sequence"), absolute: 1e-6, relative: 1e-5, "sequence")
    expectClose(output.last, try file.values(name, "last"), absolute: 1e-6, relative: 1e-5, "last")
    expectClose(
      output.inputGradient, try file.values(name, "gradient.input"), absolute: 1e-5, relative: 1e-4,
      "input gradient")
    for parameter in given.layer.parameters {
      expectClose(
        Array(output.parameterGradients[parameter.range]),
        try file.values(name, "gradient." + parameter.name), absolute: 1e-5, relative: 1e-4, parameter.name)
    }
  }

  @Test func kerasWeightsGiveKerasStates() throws {
    let tensors = try SafetensorsFile(reading: golden("keras-gru.safetensors")).tensors
    func tensor(_ name: String) throws -> Tensor { try #require(tensors[name]) }
    let weights = try recurrentWeights(
      kerasGRUKernel: tensor("kernel"), recurrentKernel: tensor("recurrent_kernel"), bias: tensor("bias"))
    let input = try tensor("input")
    let layer = RecurrentLayer(.gru, inputs: input.shape[2], units: 5)
    var given = ScanInput(layer, items: input.shape[0], steps: input.shape[1])
    given.parameters = try layer.parameters.flatMap { parameter in
      let weight = try #require(weights[parameter.name])
      #expect(weight.shape == parameter.shape)
      return weight.values
    }
    given.input = input.values
    let output = try onComputeThread { try run(given) }
    expectClose(output.last, try tensor("last").values, absolute: 1e-6, relative: 1e-5, "last")
  }

  @Test func kerasWeightsThatDoNotFitAreRefused() {
    func zeros(_ shape: [Int]) -> Tensor { Tensor(shape: shape, repeating: 0) }
    let square = failure {
      _ = try recurrentWeights(
        kerasGRUKernel: zeros([2, 9]), recurrentKernel: zeros([3, 6]), bias: zeros([2, 9]))
    }
    #expect(square?.cause.contains("[2, 9] and [3, 6]") == true)
    let single = failure {
      _ = try recurrentWeights(
        kerasGRUKernel: zeros([2, 9]), recurrentKernel: zeros([3, 9]), bias: zeros([9]))
    }
    #expect(single?.fix == "make the layer with reset_after=True")
  }
}
