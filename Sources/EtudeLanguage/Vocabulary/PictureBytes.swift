/// A value that can be seen as a picture: notebooks and pages keep it beside the cell that showed it.
public protocol PictureBytes: ObjectValue {
  /// The picture as PNG.
  func png() throws -> [UInt8]
  /// Whether it was written to a file: then a line that names the file is shown, not the picture.
  var isInFile: Bool { get }
}

extension PictureBytes {
  public var isInFile: Bool { false }
}
