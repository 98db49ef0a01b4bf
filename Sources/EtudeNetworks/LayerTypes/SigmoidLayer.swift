import CDNNL

/// Values into 0 … 1.
package struct SigmoidLayer: ActivationLayer {
  static let verb = "sigmoid"
  static let function = Activation.Function(dnnl_eltwise_logistic_use_dst_for_bwd)
}

extension LayerKind {
  /// Values into 0 … 1.
  public static let sigmoid = LayerKind(SigmoidLayer())
}
