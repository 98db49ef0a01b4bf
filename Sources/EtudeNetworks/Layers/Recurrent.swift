import CDNNL
import EtudeCore
import Glibc

/// gru, lstm or rnn over a sequence: the scan of the folder `Recurrent`, among the other layers.
final class Recurrent: NetworkLayer {
  let output: Signal
  let name: String
  let input: Signal
  private let context: LayerContext
  let scan: RecurrentScan
  private let parameters: ParameterStore.Place
  private let steps: Int
  private let givesSequence: Bool
  private let stream: Digest
  /// Takes the parameters' gradients of a frozen layer, which nobody reads.
  private let unreadGradients: Block?

  init(
    _ name: String, _ layer: RecurrentLayer, _ input: Signal, givesSequence: Bool,
    isTrained: Bool, dropout: Double, stream: Digest, _ context: LayerContext
  ) throws {
    self.stream = stream
    self.name = name
    self.input = input
    self.context = context
    self.givesSequence = givesSequence
    steps = input.value.descriptor.extents[1]
    // The parameters of one layer lie side by side in the store, in the scan's own order.
    parameters = try context.store.place("\(name).\(layer.parameters[0].name)")
    scan = try RecurrentScan(
      layer, maxItems: context.items, maxSteps: steps, forTraining: context.isDifferentiated,
      dropout: context.purpose == .training ? dropout : 0)
    let value = try context.plain(givesSequence ? [steps, layer.outputs] : [layer.outputs], layer: name)
    output = Signal(
      value, wantsGradient: isTrained || input.wantsGradient, lengths: givesSequence ? input.lengths : nil)
    let needsPlace = context.isDifferentiated && !isTrained && input.wantsGradient
    unreadGradients = needsPlace ? try Block(bytes: layer.parameterCount * 4) : nil
  }

  func prepareBackward() throws {
    guard input.wantsGradient, output.gradient != nil else { return }
    input.gradient = try context.memory(input.value.descriptor)
  }

  func beginStep(epoch: Int, batch: Int) {
    scan.random = RandomStream(
      Digest.build {
        $0.append(stream)
        $0.append("recurrent dropout")
        $0.append(name)
        $0.append(epoch)
        $0.append(batch)
      })
  }

  func forward() throws {
    try scan.forward(
      parameters.values, input: input.value.floats, order: .itemsFirst, items: context.items, steps: steps,
      lengths: input.lengths?.values)
    if givesSequence {
      scan.copySequence(to: output.value.floats, order: .itemsFirst)
    } else {
      scan.copyLastState(to: output.value.floats)
    }
  }

  func backward() throws {
    guard let gradient = output.gradient?.floats,
      let parameterGradients = parameters.gradients ?? unreadGradients?.floats
    else { return }
    try scan.backward(
      parameters.values, sequenceGradient: givesSequence ? UnsafePointer(gradient) : nil,
      lastStateGradient: givesSequence ? nil : UnsafePointer(gradient), order: .itemsFirst,
      inputGradient: input.wantsGradient ? input.gradient?.floats : nil,
      parameterGradients: parameterGradients)
  }
}
