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

  /// A table with the column `name`, as `export` writes it, gives its songs those names wherever it lies.
  @Test func aTableNamesItsSongs() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 3, "jazz": 2])
    let dataset = try DatasetLoader.load(scratch.path)
    let chosen = dataset.subset([0, 2])
    for (folder, way) in [("", ""), ("blues", "../"), ("tables/deep", "../../")] {
      for (songs, name) in [(dataset, "all"), (chosen, "chosen")] {
        let lines = songs.clips.map { "\($0.name),\(way)\($0.name),\($0.label ?? "")" }
        let path = folder.isEmpty ? "\(name).csv" : "\(folder)/\(name).csv"
        try scratch.write((["name,file,label"] + lines).joined(separator: "\n"), to: path)
        #expect(try DatasetLoader.load(scratch(path)).names == songs.names)
        #expect(try DatasetLoader.load(scratch(path)).digest() == songs.digest())
      }
    }
  }

  /// Parts keep their names, and the item that they are of.
  @Test func aTableNamesParts() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 1, "jazz": 1])
    try scratch.write(
      """
      name,file,label,start,length
      blues/blues.00000.wav@0-0.5s,../blues/blues.00000.wav,blues,,0.5
      blues/blues.00000.wav@0.5-1s,../blues/blues.00000.wav,blues,0.5,0.5
      jazz/jazz.00000.wav@0-0.5s,../jazz/jazz.00000.wav,jazz,,0.5
      """, to: "tables/m.csv")
    let dataset = try DatasetLoader.load(scratch("tables/m.csv"))
    #expect(
      dataset.names == [
        "blues/blues.00000.wav@0-0.5s", "blues/blues.00000.wav@0.5-1s", "jazz/jazz.00000.wav@0-0.5s",
      ])
    #expect(
      dataset.clips.map(\.item) == [
        "blues/blues.00000.wav", "blues/blues.00000.wav", "jazz/jazz.00000.wav",
      ])
  }

  /// A column of titles is no column of such names; files outside the table's folder are named from the deepest folder of all.
  @Test func titlesAreNoNames() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 1, "jazz": 1])
    for names in [["A title", "Another"], ["blues.00000.wav", "blues.00000.wav"]] {
      try scratch.write(
        """
        name,file,label
        \(names[0]),../blues/blues.00000.wav,blues
        \(names[1]),../jazz/jazz.00000.wav,jazz
        """, to: "tables/m.csv")
      let dataset = try DatasetLoader.load(scratch("tables/m.csv"))
      #expect(dataset.names == ["blues/blues.00000.wav", "jazz/jazz.00000.wav"])
    }
  }
}
