/// The field's colour maps: 256 colours from low to high.
public enum ColorTable: String, CaseIterable, Codable, Hashable, Sendable {
  case magma, viridis, inferno, plasma, cividis, gray

  /// `[256, 3]`: red, green, blue, 0 … 255 (matplotlib's tables, each value times 255 and cut to a whole number).
  public var colors: [UInt8] {
    switch self {
    case .magma: ColorTable.bytes(ColorTableData.magma)
    case .viridis: ColorTable.bytes(ColorTableData.viridis)
    case .inferno: ColorTable.bytes(ColorTableData.inferno)
    case .plasma: ColorTable.bytes(ColorTableData.plasma)
    case .cividis: ColorTable.bytes(ColorTableData.cividis)
    case .gray: (0..<256).flatMap { level in [UInt8](repeating: UInt8(level), count: 3) }
    }
  }

  /// The bytes of hexadecimal text; line ends are skipped.
  private static func bytes(_ text: String) -> [UInt8] {
    let digits = text.utf8.compactMap { character -> UInt8? in
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
      default: nil
      }
    }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
