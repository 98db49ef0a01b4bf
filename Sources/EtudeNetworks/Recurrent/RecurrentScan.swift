import CDNNL
import EtudeCore

/// In which order a batch of sequences lies in memory.
package enum SequenceOrder: Sendable {
  /// `[items, steps, features]`.
  case itemsFirst
  /// `[steps, items, features]`.
  case stepsFirst
}

/// What one gate did: a value in (0, 1), or in (−1, 1) for candidates, per item, step and unit.
public struct GateValues: Hashable, Sendable {
  /// `reset`, `update`, `candidate`; `input`, `forget`, `cell`, `output`; `state`.
  public let name: String
  /// `[items, steps, units]`, zero beyond an item's length.
  public let values: Tensor
}

/// Runs a recurrent layer over a batch of sequences, forward and backward, in memory taken once.
///
/// Items may have different lengths (as PyTorch's packed sequences): beyond its length an item's state stands still,
/// its outputs are zero, and what the input holds there is never read. Not for use from two threads at once. With more
/// than one OpenMP thread on the calling thread when it is made, items are shared out between them.
package final class RecurrentScan {
  package let layer: RecurrentLayer

  /// Memory for batches of up to `maxItems` sequences of up to `maxSteps` steps; `forTraining` keeps what
  /// `backward` needs.
  package init(_ layer: RecurrentLayer, maxItems: Int, maxSteps: Int, forTraining: Bool) {
    self.layer = layer
  }

  /// Runs the layer over `input`, of `items` × `steps` × `layer.inputs` floats; `parameters` lie as `layer.parameters`.
  ///
  /// `lengths` gives each item's steps, 1 … `steps`; nil if all have `steps`.
  package func forward(
    _ parameters: UnsafePointer<Float>, input: UnsafePointer<Float>, order: SequenceOrder, items: Int,
    steps: Int,
    lengths: [Int]? = nil
  ) throws {}

  /// Writes every step's output, `items` × `steps` × `layer.outputs` floats in the given order.
  package func copySequence(to output: UnsafeMutablePointer<Float>, order: SequenceOrder) {}

  /// Writes each item's last state, `[items, layer.outputs]`: forward at its last step, backward at its first.
  package func copyLastState(to output: UnsafeMutablePointer<Float>) {}

  /// What the gates of one layer and direction did in the last `forward` (not after its `backward`).
  package func gates(layer: Int = 0, reversed: Bool = false) -> [GateValues] { [] }

  /// Carries gradients of the loss back through the last `forward`, once.
  ///
  /// - Parameters:
  ///   - sequenceGradient: by every step's output, or nil for zero.
  ///   - lastStateGradient: by the last states `[items, layer.outputs]`, or nil for zero.
  ///   - inputGradient: takes the gradient by the input (written over); nil where nobody asks for it, which is faster.
  ///   - parameterGradients: is added to, as `layer.parameters` lie.
  package func backward(
    _ parameters: UnsafePointer<Float>, sequenceGradient: UnsafePointer<Float>?,
    lastStateGradient: UnsafePointer<Float>?, order: SequenceOrder,
    inputGradient: UnsafeMutablePointer<Float>?,
    parameterGradients: UnsafeMutablePointer<Float>
  ) throws {}
}
