import EtudeSound

/// A colour with its opacity.
package struct Color: Sendable, Hashable {
  package var red, green, blue: Double
  package var opacity = 1.0

  package init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// A colour as six hexadecimal digits, such as 0x0072B2.
  init(_ hex: UInt32) {
    self.init(
      red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255, blue: Double(hex & 255) / 255)
  }

  func faded(_ opacity: Double) -> Color { Color(red: red, green: green, blue: blue, opacity: opacity) }

  /// The colour, so much on the way to white.
  func tinted(_ share: Double) -> Color {
    Color(red: red + (1 - red) * share, green: green + (1 - green) * share, blue: blue + (1 - blue) * share)
  }

  /// Brightness as the eye sees it, 0 … 1.
  package var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// What is readable on this colour: black on light, white on dark.
  package var lettering: Color { luminance > 0.44 ? Color(0x000000) : .paper }

  static let paper = Color(0xFFFFFF)
  static let ink = Color(0x222222)
  static let soft = Color(0x5F6368)
  static let rule = Color(0xDADCE0)
  static let blue = Color(0x0072B2)
  static let vermilion = Color(0xD55E00)
  static let green = Color(0x009E73)
  package static let missing = Color(0xC8C8C8)

  /// Okabe and Ito's colours, told apart by colour-blind eyes (2008), without black and yellow.
  private static let few = [0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x56B4E9].map { Color($0) }
  /// Paul Tol's muted colours (2021), and an orange.
  private static let many = [
    0x332288, 0x88CCEE, 0x117733, 0xDDCC77, 0xCC6677, 0x44AA99, 0x882255, 0xE69F00, 0xAA4499, 0x999933,
  ].map { Color($0) }

  /// So many kinds have a colour each.
  static let mostKinds = 10

  /// The colour of the `index`th of `count` kinds; beyond `mostKinds` the same come again, so that something else has to
  /// tell them apart: a marker's form, a number, a place.
  static func kind(_ index: Int, of count: Int) -> Color {
    count <= few.count ? few[index % few.count] : many[index % many.count]
  }

  /// The colour of the `index`th of `count` kinds that lie side by side: where there are more than colours, two in turn.
  static func neighbour(_ index: Int, of count: Int) -> Color {
    count <= mostKinds ? kind(index, of: count) : index % 2 == 0 ? .blue : .vermilion
  }

  /// 256 colours as red, green and blue: blue below the middle, white in it, vermilion above.
  static let twoSided: [UInt8] = (0..<256).flatMap { level -> [UInt8] in
    // 127 and 128 are both white: the middle lies between them.
    let side = max(0, abs(Double(level) - 127.5) - 0.5) / 127
    let color = (level < 128 ? Color.blue : .vermilion).tinted(1 - side)
    return [color.red, color.green, color.blue].map { UInt8(min(255, max(0, ($0 * 255).rounded()))) }
  }

  /// Lightness falling evenly from nearly white to dark blue, the one hue of every map of counts and shares.
  private static let ramp = [0xF6F8FB, 0xD3E2F1, 0xA5C8E4, 0x6CA6D0, 0x3A7FB8, 0x185A99, 0x0B3468].map {
    Color($0)
  }

  /// The colour of a count as a share 0 … 1 of the largest; grey if it is not a number.
  package static func counted(_ share: Double) -> Color {
    guard share.isFinite else { return .missing }
    let place = min(1, max(0, share)) * Double(ramp.count - 1)
    let index = min(ramp.count - 2, Int(place))
    let part = place - Double(index)
    let (near, far) = (ramp[index], ramp[index + 1])
    return Color(
      red: near.red + (far.red - near.red) * part, green: near.green + (far.green - near.green) * part,
      blue: near.blue + (far.blue - near.blue) * part)
  }

  /// The colour of a share 0 … 1 in a colour table; grey if it is not a number.
  static func share(_ share: Double, in table: [UInt8]) -> Color {
    guard share.isFinite else { return .missing }
    let index = min(255, max(0, Int(share * 256))) * 3
    return Color(
      red: Double(table[index]) / 255, green: Double(table[index + 1]) / 255,
      blue: Double(table[index + 2]) / 255)
  }
}
