import EtudeCore
import Testing

@Suite struct CSVTests {
  @Test func fieldsAreQuotedWhereTheyMustBe() {
    #expect(
      CSV.text([["a", "b,c", "d\"e"], ["f\ng", "h\r\ni", "j\rk"], [" l", "m\t", "n\u{A0}", "o p"]])
        == "a,\"b,c\",\"d\"\"e\"\r\n\"f\ng\",\"h\r\ni\",\"j\rk\"\r\n\" l\",\"m\t\",\"n\u{A0}\",o p\r\n")
    #expect(CSV.text([[""], ["", ""]]) == "\"\"\r\n,\r\n")
    #expect(CSV.text([[String]]()) == "")
  }

  /// Outside quotes a line ends in CR LF, never in one of the two.
  @Test func oneLineEndThroughout() {
    for number in 0..<300 {
      var stream = RandomStream(seed: UInt64(number), purpose: "fields")
      let pieces = ["a", "é", ",", "\"", "\r", "\n", "\r\n", " ", "\t", ";", "🎵"]
      let rows = (0..<1 + stream.below(4)).map { _ in
        (0..<1 + stream.below(4)).map { _ in
          (0..<stream.below(5)).map { _ in pieces[stream.below(pieces.count)] }.joined()
        }
      }
      var isQuoted = false
      var last: UInt8 = 0
      var ends = 0
      for byte in CSV.text(rows).utf8 {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if !isQuoted && byte == 10 {
          #expect(last == 13)
          ends += 1
        }
        if !isQuoted && last == 13 { #expect(byte == 10) }
        last = isQuoted ? 0 : byte
      }
      #expect(ends == rows.count && last == 10)
    }
  }
}
