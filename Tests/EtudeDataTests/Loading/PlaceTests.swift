import EtudeCore
import EtudeData
import Foundation
import Testing

/// Nothing follows from where files lie.
@Suite struct PlaceTests {
  /// The same songs in two places, the manifest elsewhere, paths absolute: one digest, which is that of relative paths.
  @Test func absolutePathsInTwoPlaces() throws {
    let places = [try Scratch(), try Scratch()]
    var digests: Set<Digest> = []
    for (number, scratch) in places.enumerated() {
      let deep = number == 0 ? "" : "here/and there/"
      for (song, name) in ["blues/a.wav", "jazz/b.wav"].enumerated() {
        try scratch.song(deep + name, number: song)
      }
      let lines = ["blues/a.wav,blues", "jazz/b.wav,jazz"]
      let absolute = lines.map { "\(scratch(deep))\($0)" }
      try scratch.write((["file,label"] + absolute).joined(separator: "\n"), to: "tables/m.csv")
      try scratch.write((["file,label"] + lines).joined(separator: "\n"), to: deep + "m.csv")
      for path in ["tables/m.csv", deep + "m.csv"] {
        let dataset = try DatasetLoader.load(scratch(path))
        #expect(dataset.names == ["blues/a.wav", "jazz/b.wav"])
        digests.insert(try dataset.digest())
      }
      digests.insert(try DatasetLoader.load(scratch(deep)).digest())
    }
    #expect(digests.count == 1)
  }

  /// However a folder is called, and reached, its songs have one digest.
  @Test func namesOfAFolder() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let outside = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: outside("link"), withDestinationPath: scratch.path)
    let paths = [scratch.path, scratch.path + "/", scratch("blues/.."), scratch("."), outside("link")]
    let digests = try paths.map { try DatasetLoader.load($0).digest() }
    #expect(Set(digests).count == 1)
  }

  /// Files of one name in two folders, one relative, one absolute, stay two; one file in two ways is one.
  @Test func namesThatMeet() throws {
    let scratch = try Scratch()
    let other = try Scratch()
    try scratch.song("a.wav", number: 1)
    try other.song("a.wav", number: 2)
    try scratch.write(
      "file,label\na.wav,x\n\(other("a.wav")),y\n\(scratch("a.wav")),x\n", to: "m.csv")
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch("m.csv"), work: heard.work())
    #expect(Set(dataset.names).count == 2 && dataset.labels == ["x", "y"])
    #expect(heard.warnings.contains { $0.hasSuffix("again, as in line 2: the line is left out") })
  }
}
