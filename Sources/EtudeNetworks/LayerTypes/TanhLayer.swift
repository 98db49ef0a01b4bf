import CDNNL

/// Values into -1 … 1.
package struct TanhLayer: ActivationLayer {
  static let verb = "tanh"
  static let function = Activation.Function(dnnl_eltwise_tanh_use_dst_for_bwd)
}

extension LayerKind {
  /// Values into -1 … 1.
  public static let tanh = LayerKind(TanhLayer())
}
