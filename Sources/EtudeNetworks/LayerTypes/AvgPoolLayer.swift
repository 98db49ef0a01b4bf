/// The mean of each window.
struct AvgPoolLayer: PoolingLayer {
  static let verb = "avgpool"
  static let isMax = false

  let kernel: Int
  let stride: Int
}

extension LayerKind {
  /// The mean of each window.
  public static func avgpool(kernel: Int = 2, stride: Int = 2) -> LayerKind {
    LayerKind(AvgPoolLayer(kernel: kernel, stride: stride))
  }
}
