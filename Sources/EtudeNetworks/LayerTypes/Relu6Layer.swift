import CDNNL

/// Values into 0 … 6.
package struct Relu6Layer: ActivationLayer {
  static let verb = "relu6"
  static let function = Activation.Function(dnnl_eltwise_clip_v2_use_dst_for_bwd, 0, 6)
}

extension LayerKind {
  /// Values into 0 … 6.
  public static let relu6 = LayerKind(Relu6Layer())
}
