/// A convolution of musicnn's front with its relu and batch norm, and the greatest value over all bands, window by window.
protocol FrontMaximum: AnyObject {
  var shape: Musicnn.FrontConvolution { get }
  /// Called when weights have changed.
  func reloadWeights() throws
  /// Forgets the batch before.
  func begin()
  /// Puts what the window that is there gives into `rows` (of `stride` numbers, its own channels first); `normalise` makes it
  /// what it is to be.
  func forward(window: Int, into rows: UnsafeMutablePointer<Float>, stride: Int) throws
  /// Called when all windows of the batch have been there.
  func settleStatistics() throws
  /// Draws each channel's line through the rows of a window.
  func normalise(_ rows: UnsafeMutablePointer<Float>, stride: Int)
}
