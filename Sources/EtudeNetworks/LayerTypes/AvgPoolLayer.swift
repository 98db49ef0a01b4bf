/// The mean of each window.
package struct AvgPoolLayer: PoolingLayer {
  static let verb = "avgpool"
  static let isMax = false

  package let kernel: Int
  package let stride: Int
}

extension LayerKind {
  /// The mean of each window.
  public static func avgpool(kernel: Int = 2, stride: Int = 2) -> LayerKind {
    LayerKind(AvgPoolLayer(kernel: kernel, stride: stride))
  }
}
