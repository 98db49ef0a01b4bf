/// A value that can be seen as a picture: notebooks and pages keep it beside the cell that showed it.
public protocol PictureBytes: ObjectValue {
  /// The picture as PNG.
  func png() throws -> [UInt8]
}
