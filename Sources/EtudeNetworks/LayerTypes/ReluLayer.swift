import CDNNL

/// Negative values to 0.
package struct ReluLayer: ActivationLayer {
  static let verb = "relu"
  static let function = Activation.Function(dnnl_eltwise_relu_use_dst_for_bwd)
}

extension LayerKind {
  /// Negative values to 0.
  public static let relu = LayerKind(ReluLayer())
}
