import EtudeCore
import Foundation
import Testing

/// JSON written by hand is what every reader takes for the same values.
@Suite struct JSONTextTests {
  @Test func layouts() {
    var json = JSONText()
    json.object(
      [
        ("a", { $0.list([1, 2]) { $0.number($1) } }), ("b", { $0.list([3, 4], .lines) { $0.number($1) } }),
        ("c", { $0.list([Int](), .lines) { $0.number($1) } }), ("d", { $0.object([("e", { $0.null() })]) }),
        ("f", { $0.object([], .lines) }), ("g", { $0.object([]) }),
      ], .lines)
    #expect(
      json.text == """
        {
          "a": [1, 2],
          "b": [
            3,
            4
          ],
          "c": [],
          "d": { "e": null },
          "f": {},
          "g": {}
        }
        """)
    var narrow = JSONText(indent: 1)
    narrow.list([[1], [2]], .lines) { $0.list($1, .lines) { $0.number($1) } }
    #expect(narrow.text == "[\n [\n  1\n ],\n [\n  2\n ]\n]")
  }

  @Test(arguments: 0..<20) func textsAreReadBackAsTheyWere(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "JSON texts")
    let special: [Unicode.Scalar] = [
      "\"", "\\", "\n", "\r", "\t", "\u{7F}", "\u{2028}", "\u{2029}", "é", "🎵",
    ]
    var texts: [String] = []
    for _ in 0..<50 {
      var text = ""
      for _ in 0..<random.below(8) {
        let low = Unicode.Scalar(UInt8(random.below(0x80)))
        text.unicodeScalars.append(random.below(2) == 0 ? low : special[random.below(special.count)])
      }
      texts.append(text)
    }
    var json = JSONText()
    json.list(texts) { $0.string($1) }
    let read = try #require(JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String])
    #expect(read.map { Array($0.unicodeScalars) } == texts.map { Array($0.unicodeScalars) })
    // No control character stands bare, nor what ends a line in a page.
    #expect(json.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{2028}" })
  }

  @Test(arguments: 0..<5) func numbersAreReadBackToTheBit(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "JSON numbers")
    let numbers = (0..<100).map { _ in random.normal() * pow(10, Double(random.below(40)) - 20) }
    var json = JSONText()
    json.list(numbers) { $0.number($1) }
    #expect(try JSONDecoder().decode([Double].self, from: Data(json.text.utf8)) == numbers)
    var none = JSONText()
    none.list([Double.nan, .infinity]) { $0.number($1) }
    #expect(none.text == "[null, null]")
  }
}
