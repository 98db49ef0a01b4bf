/// PyTorch's weights `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0` of a Keras GRU made with `reset_after`.
///
/// Keras holds `kernel` `[inputs, 3·units]`, `recurrentKernel` `[units, 3·units]` and `bias` `[2, 3·units]` (input's,
/// state's), gates in the order z, r, h. Throws `Failure` if the shapes do not fit together.
public func recurrentWeights(
  kerasGRUKernel kernel: Tensor, recurrentKernel: Tensor, bias: Tensor
) throws -> [String: Tensor] { [:] }
