import EtudeCore
import EtudePictures
import EtudeSound
import Foundation
import Glibc
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct PictureFileTests {
  let provenance = Provenance(
    statement: "plot \"a < b & c\" → é", seed: 7, version: "0.1.0", data: "sha256:00")

  /// A PNG's chunks; fails where a CRC (computed here by table) is wrong.
  private func chunks(_ png: [UInt8]) throws -> [(type: String, contents: [UInt8])] {
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let table = (0..<256).map { start -> UInt32 in
      var value = UInt32(start)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
      return value
    }
    func number(_ place: Int) -> UInt32 {
      png[place..<(place + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    var found: [(type: String, contents: [UInt8])] = []
    var place = 8
    while place < png.count {
      let length = Int(number(place))
      try #require(place + 12 + length <= png.count)
      let checked = png[(place + 4)..<(place + 8 + length)]
      var sum = UInt32.max
      for byte in checked { sum = table[Int((sum ^ UInt32(byte)) & 255)] ^ (sum >> 8) }
      #expect(~sum == number(place + 8 + length))
      found.append(
        (String(decoding: png[(place + 4)..<(place + 8)], as: UTF8.self), Array(checked.dropFirst(4))))
      place += 12 + length
    }
    return found
  }

  private func texts(_ chunks: [(type: String, contents: [UInt8])]) -> [String: String] {
    var texts: [String: String] = [:]
    for chunk in chunks where chunk.type == "iTXt" {
      let parts = chunk.contents.split(separator: 0, maxSplits: 5, omittingEmptySubsequences: false)
      texts[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[5], as: UTF8.self)
    }
    return texts
  }

  @Test func aPictureCarriesItsProvenanceBehindTheHeader() throws {
    let picture = Gallery.judgements[0].picture
    let found = try chunks(picture.png(provenance: provenance))
    #expect(found.first?.type == "IHDR")
    #expect(found[1].type == "iTXt")
    #expect(found.last?.type == "IEND")
    let texts = texts(found)
    #expect(texts["Statement"] == provenance.statement)
    #expect(texts["Seed"] == "7")
    #expect(texts["Software"] == "Étude 0.1.0")
    #expect(texts["Data"] == "sha256:00")
    #expect(texts["Title"] == picture.title)
    #expect(texts["Description"] == picture.alternative)
    let header = found[0].contents
    #expect(header[3] == UInt8(picture.width & 255) && header[2] == UInt8(picture.width >> 8))
  }

  @Test func anExactImageIsWrittenPixelByPixel() throws {
    let image = RGBImage(width: 3, height: 2, pixels: (0..<18).map { UInt8($0 * 14) })
    let found = try chunks(image.png(provenance: provenance))
    #expect(texts(found)["Statement"] == provenance.statement)
    let folder = NSTemporaryDirectory() + "etude-pictures-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try WholeFile.write(image.png(), to: folder + "/image.png")
    #expect(try image.png() == image.png())
    #expect(throws: Failure.self) { try RGBImage(width: 0, height: 0, pixels: []).png() }
  }

  @Test func equalPicturesGiveEqualBytes() throws {
    for (name, picture) in Gallery.all {
      #expect(try picture.png(provenance: provenance) == picture.png(provenance: provenance), "\(name)")
      #expect(try picture.svg(provenance: provenance) == picture.svg(provenance: provenance), "\(name)")
      #expect(try picture.pdf(provenance: provenance) == picture.pdf(provenance: provenance), "\(name)")
    }
  }

  @Test func anSVGIsWellFormedAndSaysWhatItShows() throws {
    let hostile = Picture.bars([Bar("a<b>&\"c\"\u{1}", 1)], heading: "rock & <roll>")
    for picture in Gallery.all.map(\.picture) + [hostile] {
      let bytes = try picture.svg(provenance: provenance)
      #expect(XMLParser(data: Data(bytes)).parse(), "\(picture.title)")
      // As large as in pixels, in which a browser counts where no unit is said.
      let root = String(decoding: bytes.prefix(400), as: UTF8.self)
      #expect(
        root.contains(#/ width="\d+(px)?" height="\d+(px)?" viewBox="0 0 \d+ \d+"/#), "\(picture.title)")
    }
    let text = String(decoding: try hostile.svg(provenance: provenance), as: UTF8.self)
    #expect(text.contains("<title>rock &amp; &lt;roll&gt;</title>"))
    #expect(text.contains("a&lt;b&gt;&amp;&quot;c&quot;"))
    #expect(text.contains("plot &quot;a &lt; b &amp; c&quot; → é"))
  }

  @Test func aPDFHasNoDateOfToday() throws {
    let text = String(decoding: try Gallery.judgements[0].picture.pdf(provenance: provenance), as: UTF8.self)
    #expect(text.hasPrefix("%PDF-"))
    #expect(text.contains("20000101"))
    #expect(!text.contains("/ModDate"))
  }

  @Test func theEndingChoosesTheForm() throws {
    let picture = Gallery.judgements[0].picture
    #expect(try picture.file(for: "a/b.PNG") == picture.png())
    #expect(try picture.file(for: "b.svg") == picture.svg())
    #expect(try picture.file(for: "b.pdf") == picture.pdf())
    #expect(throws: Failure.self) { try picture.file(for: "b.gif") }
  }

  /// For looking: `ETUDE_GALLERY=folder swift test --filter PictureFileTests` leaves every picture there.
  @Test(.enabled(if: getenv("ETUDE_GALLERY") != nil))
  func picturesToLookAt() throws {
    let folder = try #require(getenv("ETUDE_GALLERY").map { String(cString: $0) })
    for (name, picture) in Gallery.all { try WholeFile.write(picture.png(), to: "\(folder)/\(name).png") }
  }
}
