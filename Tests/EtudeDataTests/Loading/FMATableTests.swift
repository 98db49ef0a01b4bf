import EtudeCore
import EtudeData
import Glibc
import Testing

/// The Free Music Archive's table as it is downloaded.
@Suite struct FMATableTests {
  private static let header = """
    ,album,album,artist,set,track,track\r
    ,comments,title,name,split,genre_top,title\r
    track_id,,,,,,\r

    """

  @Test func songsHaveGenreArtistAndTrackAndAreFoundByNumber() throws {
    let scratch = try Scratch()
    try scratch.song("fma/000/000002.wav", number: 1)
    try scratch.song("fma/000/000003.wav", number: 2)
    try scratch.song("fma/001/001005.wav", number: 3)
    let rows = """
      2,"prose, with a ""quote""
      and another line",AWOL,The Artist,training,Hip-Hop,"Food, and more"\r
      3,,,,training,,No genre\r
      5,,AWOL,The Artist,training,Rock,No file\r
      1005,,Else,"O""Neil",test,Rock,Music\r

      """
    try scratch.write(Self.header + rows, to: "tracks.csv")
    let heard = Heard()
    let dataset = try DatasetLoader.load(
      scratch("tracks.csv"), LoadOptions(sounds: scratch("fma/")), work: heard.work())
    #expect(dataset.clips.map(\.name) == ["000/000002.wav", "001/001005.wav"])
    #expect(dataset.clips.map(\.label) == ["Hip-Hop", "Rock"])
    #expect(dataset.clips.map(\.track) == ["AWOL/Food, and more", "Else/Music"])
    #expect(dataset.clips.map(\.artist) == ["The Artist", "O\"Neil"])
    #expect(
      heard.warnings.contains(
        "of 4 songs in tracks.csv 1 have no file in \(scratch("fma")) and 1 no genre: left out"))
  }

  @Test func anotherTableOrFolderIsRefused() throws {
    let scratch = try Scratch()
    try scratch.song("fma/000/000009.wav", number: 1)
    try scratch.write("file,label\na.wav,x\n", to: "m.csv")
    let options = LoadOptions(sounds: scratch("fma"))
    #expect(
      failure { _ = try DatasetLoader.load(scratch("m.csv"), options) }?.cause.contains("tracks.csv") == true)
    try scratch.write(Self.header + "2,,A,B,training,Rock,C\n", to: "tracks.csv")
    #expect(
      failure { _ = try DatasetLoader.load(scratch("tracks.csv"), options) }?.cause.contains("none has")
        == true)
    #expect(
      failure { _ = try DatasetLoader.load(scratch("tracks.csv"), LoadOptions(sounds: scratch("no"))) }?.cause
        .contains("there is no folder") == true)
  }

  /// As many rows as the archive has.
  @Test func aHundredThousandRowsTakeLittleTime() throws {
    let scratch = try Scratch()
    try scratch.song("fma/000/000002.wav", number: 1)
    try scratch.song("fma/000/000003.wav", number: 2)
    let prose = String(repeating: "prose ", count: 100)
    let rows = (2..<106_576).map {
      "\($0),\"\(prose)\",Album,Artist,training,\($0 % 2 == 0 ? "Rock" : "Folk"),T\n"
    }
    try scratch.write(Self.header + rows.joined(), to: "tracks.csv")
    let clock = ContinuousClock()
    let time = try clock.measure {
      let dataset = try DatasetLoader.load(scratch("tracks.csv"), LoadOptions(sounds: scratch("fma")))
      #expect(dataset.count == 2)
    }
    #expect(time < .seconds(2))
  }
}
