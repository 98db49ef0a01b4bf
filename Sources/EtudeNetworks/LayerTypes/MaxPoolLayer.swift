/// The greatest value in each window.
package struct MaxPoolLayer: PoolingLayer {
  static let verb = "maxpool"
  static let isMax = true

  package let kernel: Int
  package let stride: Int
}

extension LayerKind {
  /// The greatest value in each window.
  public static func maxpool(kernel: Int = 2, stride: Int = 2) -> LayerKind {
    LayerKind(MaxPoolLayer(kernel: kernel, stride: stride))
  }
}
