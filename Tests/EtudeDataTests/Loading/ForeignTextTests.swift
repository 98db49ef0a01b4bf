import EtudeCore
import EtudeData
import Testing

/// Manifests as other programs and systems write them.
@Suite struct ForeignTextTests {
  private func library() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.library(["blues": 1, "jazz": 1])
    return scratch
  }

  private static let names = ["blues/blues.00000.wav", "jazz/jazz.00000.wav"]

  private static func wide(_ text: String, isBig: Bool, hasMark: Bool) -> [UInt8] {
    ((hasMark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isBig ? pair.reversed() : pair
    }
  }

  private func load(_ bytes: [UInt8], in scratch: Scratch, _ name: String = "m.csv") throws -> Dataset {
    try WholeFile.write(bytes, to: scratch(name))
    return try DatasetLoader.manifest(scratch(name))
  }

  @Test(arguments: [true, false], [true, false])
  func sixteenBits(isBig: Bool, hasMark: Bool) throws {
    let scratch = try library()
    for (tab, end) in [("\t", "\r\n"), (",", "\n"), (";", "\r")] {
      let rows = [["file", "label"], [Self.names[0], "ブルース"], [Self.names[1], "jazz 🎷"]]
      let text = rows.map { $0.joined(separator: tab) }.joined(separator: end)
      let dataset = try load(Self.wide(text, isBig: isBig, hasMark: hasMark), in: scratch)
      #expect(dataset.names == Self.names && dataset.labels == ["ブルース", "jazz 🎷"])
    }
    let half = Array(Self.wide("file,label\n\(Self.names[0]),x", isBig: isBig, hasMark: true).dropLast())
    #expect(
      failure { _ = try load(half, in: scratch) }?.cause.hasSuffix("is UTF-16 text that is damaged") == true)
  }

  /// Bytes by the table of Windows-1252; Latin-1 has the same letters.
  @Test func westernEncodingsAreReadAndTold() throws {
    let scratch = try library()
    try scratch.song("Beyonc\u{E9}.wav", number: 3)
    let text =
      Array("file,label\nBeyonc".utf8) + [0xE9] + Array(".wav,caf".utf8) + [0xE9, 0x0A]
      + Array("\(Self.names[1]),".utf8) + [0x93, 0x80, 0x94, 0x20, 0xC5, 0x6E, 0x0A]
    try WholeFile.write(text, to: scratch("m.csv"))
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch("m.csv"), work: heard.work())
    #expect(dataset.labels == ["caf\u{E9}", "\u{201C}\u{20AC}\u{201D} \u{C5}n"])
    #expect(dataset.names == ["Beyonc\u{E9}.wav", Self.names[1]] && dataset[0].length == 1)
    #expect(
      heard.warnings.count { $0.hasPrefix("\(scratch("m.csv")) is not UTF-8: it was read as Windows-1252") }
        == 1)
    let artists = Array("file,artist\nBeyonc".utf8) + [0xE9] + Array(".wav,Beyonc".utf8) + [0xE9]
    try WholeFile.write(artists, to: scratch("a.csv"))
    let named = try DatasetLoader.load(
      scratch("m.csv"), LoadOptions(artists: scratch("a.csv")), work: heard.work())
    #expect(named[0].artist == "Beyonc\u{E9}")
    #expect(heard.warnings.contains { $0.hasPrefix("\(scratch("a.csv")) is not UTF-8") })
  }

  @Test func textOfNoEncodingIsRefusedWithTheWayOut() throws {
    let scratch = try library()
    // A byte that Windows-1252 lacks, and UTF-8 that is cut within a character.
    for end in [[0x81], Array("\u{E9}\u{E8}".utf8) + [0xC3]] {
      let text = Array("file,label\n\(Self.names[0]),caf".utf8) + end + [0x0A]
      let refused = failure { _ = try load(text, in: scratch) }
      #expect(refused?.cause == "\(scratch("m.csv")):2: the text is not UTF-8")
      #expect(refused?.fix?.hasSuffix("iconv -f WINDOWS-1252 -t UTF-8 'm.csv' > 'utf8-m.csv'") == true)
    }
    let nul = failure { _ = try load(Array("file,label\na,b\nc,\0\n".utf8), in: scratch) }
    #expect(nul?.cause == "\(scratch("m.csv")) is not text: line 3 holds a NUL byte")
  }

  @Test(arguments: [
    "sep=;\nfile;label;length\n%1;\"a;b\";0,5\n%2;jazz;0,25\n",
    "\u{FEFF}sep=;\r\nfile;label;length\r\n%1;\"a;b\";0,5\r\n%2;jazz;0,25\r\n",
    "\"sep=;\"\r\nfile;label;length\r\n%1;\"a;b\";0,5;\r\n%2;jazz;0,25;;\r\n",
    "file;label;length\r%1;a\\;b;0,5\r\r%2;jazz;0.25\r;;\r",
    "file , label\t, length\n%1 , \"a;b\" , 0.5\n \"%2\"\t,jazz, .25\n",
  ])
  func tablesOfExcel(text: String) throws {
    let scratch = try library()
    let text = text.replacing("%1", with: Self.names[0]).replacing("%2", with: Self.names[1])
      .replacing("a\\;b", with: "\"a;b\"")
    let dataset = try load(Array(text.utf8), in: scratch)
    #expect(dataset.names == Self.names && dataset.labels == ["a;b", "jazz"])
    #expect(dataset.clips.map(\.span) == [0.5, 0.25])
  }

  /// A line is counted where CR alone ends it, within quotes too.
  @Test func linesOfCarriageReturnsAreCounted() throws {
    let scratch = try library()
    let text = "file,label\r\(Self.names[0]),\"two\rlines\"\r\(Self.names[1]),jazz,more\r"
    try WholeFile.write(Array(text.utf8), to: scratch("m.csv"))
    let heard = Heard()
    let dataset = try DatasetLoader.manifest(scratch("m.csv"), work: heard.work())
    #expect(dataset.labels == ["two\rlines"])
    #expect(heard.warnings.first?.hasPrefix("\(scratch("m.csv")):4: 3 fields") == true)
  }

  @Test func tablesThatAreNoManifestsSayWhatTheyAre() throws {
    let scratch = try library()
    let own = ",artist,set,track,track\n,name,split,genre_top,title\ntrack_id,,,,\n2,A,training,Hip-Hop,x\n"
    let refused = failure { _ = try load(Array(own.utf8), in: scratch, "tracks.csv") }
    #expect(
      refused?.cause.contains("is FMA's own table") == true
        && refused?.fix?.contains("sounds: \"fma_small/\"") == true)
    let other = failure { _ = try load(Array("filename,label\na.wav,x\n".utf8), in: scratch) }
    #expect(other?.fix == "if 'filename' is that column, call it 'file' in the first line")
    let semicolons = failure { _ = try load(Array("path;class\na.wav;x\n".utf8), in: scratch) }
    #expect(semicolons?.cause.hasSuffix("there is no column 'file', only path, class") == true)
  }

  /// Unicode writes é as one sign or two; a table and a disk need not agree, in folders or in files.
  @Test func spellingsOfTheTableAndOfTheDisk() throws {
    let scratch = try Scratch()
    let (composed, decomposed) = ("Caf\u{E9}/\u{DC}ber.wav", "Cafe\u{301}/U\u{308}ber.wav")
    try scratch.song(composed, number: 1)
    let other = try Scratch()
    try other.song(decomposed, number: 1)
    for (place, name) in [(scratch, decomposed), (other, composed)] {
      let heard = Heard()
      try place.write("file,label\n\(name),x\n", to: "m.csv")
      let dataset = try DatasetLoader.load(place("m.csv"), work: heard.work())
      #expect(dataset.unreadable.isEmpty && dataset[0].length == 1)
      #expect(!heard.warnings.contains { $0.contains("there is no") })
    }
  }

  @Test func waysToWriteAPath() throws {
    let scratch = try Scratch()
    try scratch.song("my songs/a 100%.wav", number: 1)
    try scratch.song("b/B.wav", number: 2)
    let rows = [
      "my songs\\a 100%.wav", "my%20songs/a%20100%25.wav", "file://\(scratch.path)/my%20songs/a%20100%25.wav",
      "b/b.WAV", "./b//B.wav", "my songs/../b/B.wav",
    ]
    for row in rows {
      try scratch.write("file,label\n\(row),x\n", to: "m.csv")
      let heard = Heard()
      let dataset = try DatasetLoader.load(scratch("m.csv"), work: heard.work())
      #expect(dataset.unreadable.isEmpty && dataset[0].length == 1, "\(row)")
      #expect(heard.warnings.contains { $0.contains("differs in case alone") } == (row == "b/b.WAV"))
    }
    #expect(try DatasetLoader.load(scratch("m.csv")).names == ["b/B.wav"])
  }
}
