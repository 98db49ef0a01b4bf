import EtudeCore
import Testing

@Suite("Numbers and widths as text")
struct TextTests {
  @Test("Halves are rounded away from zero, as the decimal number that is meant")
  func halves() {
    for hundredths in 0...2000 {
      // Each half of a tenth, also where its binary number lies a little below or above.
      let value = (Double(hundredths) + 0.5) / 10
      for near in [value, value.nextDown, value.nextUp] {
        #expect(DecimalText.units(near, decimals: 1) == hundredths + 1)
        #expect(DecimalText.units(-near, decimals: 1) == hundredths + 1)
      }
    }
    #expect(DecimalText.units(52.4999, decimals: 0) == 52)
    #expect(DecimalText.units(.nan, decimals: 0) == nil && DecimalText.units(.infinity, decimals: 0) == nil)
    #expect(DecimalText.units(1e300, decimals: 0) == nil)
    // A large whole number stays itself.
    #expect(DecimalText.units(123_456_789_012_345, decimals: 0) == 123_456_789_012_345)
  }

  @Test("A minus stands before what is shown below zero only")
  func signs() {
    #expect(DecimalText.fixed(-0.04, decimals: 1) == "0.0")
    #expect(DecimalText.fixed(-0.05, decimals: 1) == "-0.1")
    #expect(DecimalText.fixed(-12.345, decimals: 2, minus: "−") == "−12.35")
    #expect(DecimalText.fixed(7, decimals: 0) == "7" && DecimalText.fixed(0.007, decimals: 3) == "0.007")
  }

  @Test(
    "Columns of a terminal",
    arguments: [
      ("blues", 5), ("", 0), ("é", 1), ("e\u{301}", 1), ("音楽", 4), ("ｱ", 1), ("Ａ", 2), ("한국", 4), ("🎸", 2),
      ("👨‍👩‍👧", 2), ("☀️", 2), ("☀", 1), ("🇯🇵", 2), ("a\u{200B}b", 2), ("–…·", 3),
    ])
  func columns(text: String, columns: Int) { #expect(text.columns == columns) }

  @Test("Padded and cut texts take the columns that they are given")
  func fitting() {
    #expect("音".padded(toColumns: 4) == "音  " && "long".padded(toColumns: 2) == "long")
    for width in 0...12 {
      let cut = "音楽と blues".cut(toColumns: width)
      #expect(cut.columns <= width)
      #expect(width < 12 ? width == 0 || cut.hasSuffix("…") : cut == "音楽と blues")
    }
  }
}
