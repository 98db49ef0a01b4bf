import EtudeCore
import EtudeData
import Foundation
import Testing

/// Tables that another encoder wrote, Foundation's, are read as they were meant.
@Suite("Random tables in other encodings") struct EncodingLawTests {
  /// What of the range a byte of Windows-1252 stands for beyond ASCII, as Foundation has it.
  private static let western: [Character] = (0x80...0xFF).compactMap { byte in
    guard let text = String(data: Data([UInt8(byte)]), encoding: .windowsCP1252), text.count == 1,
      let scalar = text.unicodeScalars.first, scalar.value >= 0xA0
    else { return nil }
    return Character(scalar)
  }
  private static let wide: [Character] = [
    "é", "ジ", "ャ", "🎷", "\u{301}", "ß", "€", "民", "ا", "한", "\u{A0}", "…", "x", "Z", "ÿ",
  ]

  private func label(_ stream: inout RandomStream, of characters: [Character]) -> String {
    // Between two ASCII letters none makes a character of UTF-8 with the next.
    (0...stream.below(6)).map { _ in "a\(characters[stream.below(characters.count)])" }.joined() + "z"
  }

  private func table(_ labels: [[String]], delimiter: String, end: String) -> String {
    let names = ["blues/blues.00000.wav", "jazz/jazz.00000.wav"]
    let rows = [["file", "label", "track", "artist"]] + zip(names, labels).map { [$0] + $1 }
    return rows.map { row in
      row.map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }.joined(separator: delimiter)
    }.joined(separator: end) + end
  }

  @Test(arguments: [
    String.Encoding.windowsCP1252, .utf16LittleEndian, .utf16BigEndian, .utf16, .utf8,
  ])
  func readAsWritten(encoding: String.Encoding) throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 1, "jazz": 1])
    let characters = encoding == .windowsCP1252 ? Self.western : Self.wide
    #expect(Self.western.count == 123)
    for number in 0..<40 {
      var stream = RandomStream(seed: UInt64(number), purpose: "other encodings")
      let labels = (0..<2).map { _ in (0..<3).map { _ in label(&stream, of: characters) } }
      let text = table(
        labels, delimiter: [",", ";", "\t"][stream.below(3)], end: ["\n", "\r\n", "\r"][stream.below(3)])
      let bytes = try #require(text.data(using: encoding))
      try WholeFile.write([UInt8](bytes), to: scratch("m.csv"))
      let read = try DatasetLoader.manifest(scratch("m.csv"))
      let found = read.clips.map { [$0.label, $0.track, $0.artist].map { Array(($0 ?? "").utf8) } }
      #expect(found == labels.map { $0.map { Array($0.utf8) } }, "\(number): \(text)")
    }
  }
}
