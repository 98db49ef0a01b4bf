import EtudeCore

/// PyTorch's weights `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0` of a Keras GRU made with `reset_after`.
///
/// Keras holds `kernel` `[inputs, 3·units]`, `recurrentKernel` `[units, 3·units]` and `bias` `[2, 3·units]` (the
/// input's, then the state's), gates in the order update, reset, candidate. Throws `Failure` if the shapes do not fit
/// together.
public func recurrentWeights(
  kerasGRUKernel kernel: Tensor, recurrentKernel: Tensor, bias: Tensor
) throws -> [String: Tensor] {
  let units = recurrentKernel.shape.first ?? 0
  let columns = 3 * units
  guard kernel.shape.count == 2, kernel.shape[1] == columns, recurrentKernel.shape == [units, columns] else {
    throw Failure(
      "the Keras GRU's kernels \(kernel.shape) and \(recurrentKernel.shape) are not [inputs, 3 units] and [units, 3 units]",
      fix: "give the layer's weights in Keras' own order")
  }
  guard bias.shape == [2, columns] else {
    throw Failure(
      "the Keras GRU's bias is \(bias.shape), not [2, \(columns)]",
      fix: "make the layer with reset_after=True")
  }
  let order = [1, 0, 2]
  func rows(_ tensor: Tensor) -> Tensor {
    let inputs = tensor.shape[0]
    let values = order.flatMap { gate in
      (0..<units).flatMap { unit in
        (0..<inputs).map { tensor.values[$0 * columns + gate * units + unit] }
      }
    }
    return Tensor(shape: [columns, inputs], values: values)
  }
  func reordered(_ row: Int) -> Tensor {
    let values = order.flatMap { gate in
      (0..<units).map { bias.values[row * columns + gate * units + $0] }
    }
    return Tensor(shape: [columns], values: values)
  }
  return [
    "weight_ih_l0": rows(kernel), "weight_hh_l0": rows(recurrentKernel), "bias_ih_l0": reordered(0),
    "bias_hh_l0": reordered(1),
  ]
}
