/// The field's colour maps: 256 colours from low to high.
public enum ColorTable: String, CaseIterable, Codable, Hashable, Sendable {
  case magma, viridis, inferno, plasma, cividis, gray

  /// `[256, 3]`: red, green, blue.
  public var colors: [UInt8] { [] }
}
