import EtudeCore
import Testing

/// Numbers as tables, summaries and pictures show them.
@Suite struct NumberTextTests {
  @Test func decimals() {
    #expect(0.7125.text(decimals: 3) == "0.713" && (-0.0004).text(decimals: 3) == "0.000")
    #expect((-1.25).text(decimals: 1, minus: "−") == "−1.3" && 12.0.text(decimals: 0) == "12")
    #expect(Double.nan.text(decimals: 2) == "–")
    #expect(Double.infinity.text(decimals: 2) == "∞" && (-Double.infinity).text(decimals: 2) == "-∞")
    #expect(1e20.text(decimals: 2) == "1e+20")
  }

  @Test func sharesAndShortNumbers() {
    #expect(0.7123.percent == "71.2 %" && 1.0.percent == "100.0 %")
    #expect(2.50.shortest(decimals: 3) == "2.5" && 3.0.shortest(decimals: 2) == "3")
    #expect(100.0.shortest(decimals: 0) == "100" && 0.1234.shortest(decimals: 2) == "0.12")
  }
}
