import EtudeCore
import EtudeData
import Foundation
import Testing

@Suite struct FolderTests {
  @Test func aFolderPerGenreAtAnyDepth() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    try scratch.song("jazz/live/1959/SO WHAT.WAV", number: 7)
    try scratch.write("no sound", to: "jazz/cover.jpg")
    try scratch.write("hidden", to: "jazz/.hidden.wav")
    try scratch.write("hidden", to: ".trash/x.wav")
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path + "/", work: heard.work())
    #expect(
      dataset.names == [
        "blues/blues.00000.wav", "blues/blues.00001.wav", "jazz/jazz.00000.wav", "jazz/jazz.00001.wav",
        "jazz/live/1959/SO WHAT.WAV",
      ])
    #expect(dataset.labels == ["blues", "blues", "jazz", "jazz", "jazz"])
    #expect(dataset.genres == ["blues", "jazz"])
    #expect(dataset.tracks == dataset.names)
    #expect(abs(dataset.length - 5) < 1e-9)
    #expect(dataset[0].header?.rate == 22050)
    #expect(heard.warnings.isEmpty)
  }

  @Test func unreadableFilesStayMarked() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    try scratch.write("this is a text", to: "jazz/jazz.00054.wav")
    try scratch.write("", to: "blues/empty.mp3")
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.count == 6)
    #expect(dataset.unreadable.map(\.name) == ["blues/empty.mp3", "jazz/jazz.00054.wav"])
    #expect(dataset.readable.count == 4)
    #expect(heard.warnings.count == 2)
    #expect(
      heard.warnings.last
        == "jazz/jazz.00054.wav cannot be read (it is not sound): it stays, marked, and is left out of training and "
        + "judging")
    let strict = failure { _ = try DatasetLoader.load(scratch.path, LoadOptions(strict: true)) }
    #expect(strict?.kind == .input)
    #expect(strict?.cause.contains("blues/empty.mp3") == true)
  }

  /// What cannot be read has no length, whatever was asked for, and does not use up a limit.
  @Test func unreadableFilesTakeNothing() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 4, "jazz": 2])
    for name in ["blues/a.wav", "blues/b.wav", "blues/blues.00000.wav", "jazz/jazz.00001.wav"] {
      try scratch.write("a text", to: name)
    }
    let heard = Heard()
    let dataset = try DatasetLoader.load(
      scratch.path + "/", LoadOptions(length: 0.5, limit: 2), work: heard.work())
    #expect(
      dataset.names == [
        "blues/a.wav", "blues/b.wav", "blues/blues.00000.wav", "blues/blues.00001.wav",
        "blues/blues.00002.wav", "jazz/jazz.00000.wav", "jazz/jazz.00001.wav",
      ])
    #expect(dataset.readable.countsPerGenre == [2, 1])
    #expect(dataset.unreadable.allSatisfy { $0.length == nil })
    #expect(abs(dataset.length - 1.5) < 1e-9)
    #expect(heard.warnings.count { $0.contains("cannot be read") } == 4)
  }

  /// One label is said of what was listed, not of what is left of it.
  @Test func oneLabelIsSaidOfAllThatIsThere() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2])
    try scratch.write("a text", to: "jazz/a.wav")
    let heard = Heard()
    _ = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(heard.warnings.last == "jazz has no readable song")
    #expect(!heard.warnings.contains { $0.hasPrefix("all clips have one label") })
    let one = try Scratch()
    try one.library(["blues": 2])
    _ = try DatasetLoader.load(one.path + "/", work: heard.work())
    #expect(
      heard.warnings.last
        == "all clips have one label, 'blues': if its folders are the genres, load \"\(one.path)/blues\"")
  }

  @Test func namesOfGTZANSayTheGenre() throws {
    let scratch = try Scratch()
    for number in 0..<3 {
      try scratch.song("blues.0000\(number).wav", number: number)
      try scratch.song("jazz.0000\(number).wav", number: number + 10)
    }
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, LoadOptions(limit: 2), work: heard.work())
    #expect(dataset.names == ["blues.00000.wav", "blues.00001.wav", "jazz.00000.wav", "jazz.00001.wav"])
    #expect(dataset.labels == ["blues", "blues", "jazz", "jazz"])
    #expect(heard.warnings.isEmpty)
    // One song of another name, and the names say nothing.
    try scratch.song("song.wav", number: 20)
    #expect(
      failure { _ = try DatasetLoader.load(scratch.path) }?.cause.contains("no folder for a genre") == true)
  }

  @Test func soundOfOtherKindsIsNamed() throws {
    let scratch = try Scratch()
    try scratch.library(["rock": 2, "jazz": 2])
    try scratch.write("x", to: "rock/old/one.m4a")
    try scratch.write("x", to: "jazz/two.WMA")
    try scratch.write("x", to: "jazz/cover.jpg")
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.count == 4)
    let (one, two) = (scratch("rock/old/one"), scratch("jazz/two"))
    #expect(
      heard.warnings == [
        "1 .m4a file cannot be read: left out; convert them, as in ffmpeg -i \(one).m4a \(one).flac",
        "1 .wma file cannot be read: left out; convert them, as in ffmpeg -i \(two).WMA \(two).flac",
      ])
    #expect(failure { _ = try DatasetLoader.load(scratch.path, LoadOptions(strict: true)) }?.kind == .input)
    try WholeFile.write([0, 1, 2], to: scratch("three.m4a"))
    let refused = failure { _ = try DatasetLoader.load(scratch("three.m4a")) }
    #expect(refused?.cause == "cannot read \(scratch("three.m4a")): Étude reads no .m4a")
    #expect(
      refused?.fix == "convert it: ffmpeg -i \(scratch("three.m4a")) \(scratch("three.flac"))")
  }

  @Test func spellingsOfOneNameAreTwoFiles() throws {
    let scratch = try Scratch()
    let (composed, decomposed) = ("rock/caf\u{E9}.wav", "rock/cafe\u{301}.wav")
    try scratch.song(composed, number: 1)
    try scratch.song(decomposed, number: 2, seconds: 2)
    try scratch.write("file,label\n\(composed),rock\n\(decomposed),rock\n", to: "m.csv")
    let work = Work(store: ResultStore(folder: scratch("cache")))
    for path in [scratch.path, scratch("m.csv")] {
      let dataset = try DatasetLoader.load(path, work: work)
      #expect(dataset.clips.compactMap(\.length).sorted() == [1, 2])
      // Of files, and then of what is remembered of them.
      for _ in 0..<2 { #expect(Set(try dataset.itemDigests(work: work)).count == 2) }
    }
  }

  @Test func spellingsOfOneFolderAreTwoFolders() throws {
    let scratch = try Scratch()
    let paths = ["caf\u{E9}/song.wav", "cafe\u{301}/song.wav"]
    for (number, path) in paths.enumerated() {
      try scratch.song(path, number: number)
      // As an archive gives them back: nothing but the place and the sound tells them apart.
      var times = [timespec(tv_sec: 1_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000, tv_nsec: 0)]
      #expect(utimensat(AT_FDCWD, scratch(path), &times, 0) == 0)
    }
    let work = Work(store: ResultStore(folder: scratch("cache")))
    for _ in 0..<2 {
      let digests = try paths.map { path in
        try Dataset([Clip(name: "song", source: .file(path: scratch(path)))]).itemDigests(work: work)
      }
      #expect(digests[0] != digests[1])
      let both = paths.map { Clip(name: $0, source: .file(path: scratch($0))) }
      #expect(try Dataset(both).itemDigests(work: work) == digests.flatMap(\.self))
    }
  }

  @Test func namesThatAreNoTextAreSaid() throws {
    let scratch = try Scratch()
    try scratch.library(["rock": 1])
    let song = try WholeFile.read(scratch("rock/rock.00000.wav"))
    // 'café.wav' as Latin-1 has it.
    let path =
      Array(scratch("rock/caf").utf8CString.dropLast()) + [CChar(bitPattern: 0xE9)] + ".wav".utf8CString
    let file = try #require(fopen(path, "w"))
    #expect(fwrite(song, 1, song.count, file) == song.count)
    fclose(file)
    let heard = Heard()
    #expect(try DatasetLoader.load(scratch.path, work: heard.work()).count == 1)
    #expect(
      heard.warnings.first
        == "rock/caf\u{FFFD}.wav cannot be read (its name is not UTF-8: rename it): left out")
  }

  @Test func howManyCannotBeReadIsSaidOfMany() throws {
    let scratch = try Scratch()
    try scratch.library(["rock": 2])
    for number in 10..<22 { try scratch.write("no sound", to: "rock/\(number).wav") }
    let heard = Heard()
    _ = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(heard.warnings.contains("and 2 more like these: 12 of 14 clips cannot be read; audit names each"))
  }

  /// A header that is whole says nothing of what follows it.
  @Test func soundThatCannotBeDecodedIsFoundByTrying() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let path = try scratch.song("jazz/hollow.flac", number: 9)
    let bytes = try WholeFile.read(path)
    try WholeFile.write(bytes.prefix(90) + [UInt8](repeating: 0x55, count: bytes.count - 90), to: path)
    let dataset = try DatasetLoader.load(scratch.path)
    let tried = try dataset.tried()
    #expect(tried.unreadable.map(\.name) == ["jazz/hollow.flac"])
    #expect(tried.count == dataset.count)
  }

  @Test func truncatedFilesAreSaid() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let bytes = try WholeFile.read(scratch("jazz/jazz.00001.wav"))
    try WholeFile.write(Array(bytes.prefix(bytes.count / 2)), to: scratch("jazz/jazz.00001.wav"))
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.unreadable.isEmpty)
    #expect(heard.warnings.count == 1)
    #expect(
      heard.warnings.first?.hasPrefix("jazz/jazz.00001.wav ends before its header says: the 0.5") == true)
  }

  @Test func whatCannotBeLoadedIsSaid() throws {
    let scratch = try Scratch()
    #expect(failure { _ = try DatasetLoader.load(scratch("nowhere")) }?.kind == .input)
    #expect(
      failure { _ = try DatasetLoader.load(scratch.path) }?.cause == "\(scratch.path) holds no sound")
    try scratch.write("a text", to: "blues/notes.txt")
    #expect(
      failure { _ = try DatasetLoader.load(scratch.path) }?.cause.hasPrefix("no sound files (wav") == true)
    try scratch.song("loose.wav", number: 1)
    #expect(
      failure { _ = try DatasetLoader.load(scratch.path) }?.cause
        == "\(scratch.path) has 1 sound file but no folder for a genre")
    let loose = try DatasetLoader.load(scratch.path, LoadOptions(allowsUnlabelled: true))
    #expect(loose.names == ["loose.wav"] && loose[0].label == nil && loose.genres.isEmpty)
    try scratch.write("not sound", to: "blues/a.wav")
    let none = failure { _ = try DatasetLoader.load(scratch.path) }
    #expect(none?.cause == "none of the 1 clip can be read; the first, blues/a.wav: it is not sound")
    #expect(
      failure { _ = try DatasetLoader.folder(scratch("loose.wav")) }?.cause.hasSuffix("not a folder") == true)
  }

  @Test func genresOfOneSongAndOfNoneAreSaid() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 1, "jazz": 2])
    try WholeFile.makeFolder(scratch("polka"))
    let heard = Heard()
    _ = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(
      heard.warnings == [
        "\(scratch.path)/polka has no sound files: it is no genre of the dataset",
        "blues has one readable song: it cannot be both trained on and tested",
      ])
  }

  /// A folder around the genre folders makes one label of them all.
  @Test func oneFolderTooHighIsSaid() throws {
    let scratch = try Scratch()
    try scratch.song("genres/blues/a.wav", number: 1)
    try scratch.song("genres/jazz/b.wav", number: 2)
    let heard = Heard()
    _ = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(
      heard.warnings == [
        "all clips have one label, 'genres': if its folders are the genres, load \"\(scratch.path)/genres\""
      ])
  }

  /// Folders of parts above those of the genres: the genres are read from where they are.
  @Test func partsOfADivisionAboveTheGenres() throws {
    let scratch = try Scratch()
    for (number, part) in ["train", "Test", "val"].enumerated() {
      try scratch.song("\(part)/blues/a.wav", number: number)
      try scratch.song("\(part)/jazz/deep/b.wav", number: number + 10)
    }
    try scratch.song("val/loose.wav", number: 30)
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.genres == ["blues", "jazz"] && dataset.count == 6)
    #expect(dataset.names.first == "Test/blues/a.wav")
    #expect(
      heard.warnings == [
        "Test, train, val are parts of a division: the genres are the folders in them. To keep the parts: "
          + "load \"\(scratch.path)/Test\", load \"\(scratch.path)/train\", load \"\(scratch.path)/val\"",
        "1 sound file in no genre's folder: left out",
      ])
    let flat = try Scratch()
    for number in 0..<2 {
      try flat.song("train/\(number).wav", number: number)
      try flat.song("test/\(number).wav", number: number + 10)
    }
    let other = Heard()
    _ = try DatasetLoader.load(flat.path, work: other.work())
    #expect(
      other.warnings == [
        "test, train are parts of a division, hardly genres: name a manifest with the columns file,label"
      ])
  }

  @Test(arguments: [
    (["fold1", "fold2"], true), (["cv_1", "cv_2", "cv_3"], true), (["CD 1", "cd 2"], true),
    (["part_a", "part_b"], true),
    (["disc1", "train"], true), (["disco", "jazz"], false), (["cd", "partita"], false),
    (["fold1", "blues"], false),
    (["volume", "folk2"], false),
  ])
  func countedPartsOfADivision(folders: [String], areParts: Bool) throws {
    let scratch = try Scratch()
    for (number, folder) in folders.enumerated() {
      try scratch.song("\(folder)/blues/a.wav", number: number)
      try scratch.song("\(folder)/jazz/b.wav", number: number + 10)
    }
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.genres == (areParts ? ["blues", "jazz"] : folders.sorted()))
    #expect(heard.warnings.contains { $0.contains("are parts of a division") } == areParts)
  }

  @Test func foldersOfDigitsAreHardlyGenres() throws {
    let scratch = try Scratch()
    for number in 0..<8 { try scratch.song("00\(number / 2)/00\(number).wav", number: number) }
    let heard = Heard()
    _ = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(
      heard.warnings == [
        "the folders of \(scratch.path) are called 000, 001, 002 …: folders of digits are hardly genres; "
          + "name a manifest with the columns file,label"
      ])
  }

  @Test func genresThatDifferInCaseOrSpacesAloneAreSaid() throws {
    let scratch = try Scratch()
    try scratch.library(["Hip-Hop": 2, "hip hop": 2, "jazz": 2])
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.genres.count == 3)
    #expect(
      heard.warnings == [
        "the genres 'Hip-Hop' and 'hip hop' differ in case, spaces or hyphens alone; if they are one: "
          + "relabel songs from: [\"hip hop\"] to: \"Hip-Hop\""
      ])
    try scratch.write(
      "file,label\njazz/jazz.00000.wav,rock\njazz/jazz.00001.wav,\"rock \"\n", to: "m.csv")
    let other = Heard()
    #expect(try DatasetLoader.load(scratch("m.csv"), work: other.work()).genres == ["rock", "rock "])
    #expect(other.warnings.contains { $0.hasPrefix("the genres 'rock' and 'rock ' differ") })
  }

  /// What systems and archives leave behind is no music, and nothing is said of it.
  @Test func whatOtherSystemsLeaveBehind() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    for name in [
      "__MACOSX/blues/._a.wav", "jazz/._jazz.00000.wav", "jazz/@eaDir/x.wav/y.wav", "$RECYCLE.BIN/z.wav",
    ] {
      try scratch.write("no sound", to: name)
    }
    for name in ["jazz/Thumbs.db", "blues/desktop.ini", ".DS_Store"] { try scratch.write("x", to: name) }
    let heard = Heard()
    #expect(try DatasetLoader.load(scratch.path, work: heard.work()).count == 4)
    #expect(heard.warnings.isEmpty)
  }

  /// A link from one genre's folder to another's takes no song from it, whatever their order.
  @Test func linksBetweenGenres() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    for (link, target) in [("blues/more", "jazz"), ("jazz/more", "blues"), ("swing", "jazz")] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch(link), withDestinationPath: scratch(target))
    }
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.labels == ["blues", "blues", "jazz", "jazz"])
    #expect(
      heard.warnings == ["\(scratch.path)/swing leads to the same folder as jazz: left out"])
  }

  @Test func oneFolderTooDeepIsSaid() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let heard = Heard()
    _ = try DatasetLoader.load(scratch("blues/"), work: heard.work())
    #expect(
      heard.warnings == [
        "all clips have one label, 'blues': if it is one genre of several, load the folder around it"
      ])
    for genre in ["blues", "jazz"] { try scratch.song("other/\(genre)/song.wav", number: 1) }
    let refused = failure { _ = try DatasetLoader.load(scratch("other/blues/")) }
    #expect(
      refused?.fix
        == "if it is one genre of several, load the folder around it: load \"\(scratch("other"))/\"")
  }

  /// The superuser reads everything.
  @Test(.enabled(if: getuid() != 0)) func foldersWithoutPermissionAreSaid() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    chmod(scratch("jazz"), 0)
    defer { chmod(scratch("jazz"), 0o755) }
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch.path, work: heard.work())
    #expect(dataset.genres == ["blues"])
    #expect(heard.warnings.first?.contains("jazz cannot be read (permission denied)") == true)
  }

  @Test func linksInACircleEnd() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 1])
    try FileManager.default.createSymbolicLink(
      atPath: scratch("blues/again"), withDestinationPath: scratch.path)
    let dataset = try DatasetLoader.folder(scratch.path)
    #expect(dataset.count == 3)
  }

  @Test func optionsReachEveryClip() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 3, "jazz": 2])
    let dataset = try DatasetLoader.load(
      scratch.path, LoadOptions(rate: 11025, from: 0.25, length: 0.5, limit: 2))
    #expect(dataset.countsPerGenre == [2, 2])
    #expect(dataset.clips.allSatisfy { $0.start == 0.25 && $0.length == 0.5 })
    let sound = try dataset[0].sound()
    #expect(sound.rate == 11025 && abs(sound.samples.count - 5512) <= 1)
    let heard = Heard()
    let late = failure { _ = try DatasetLoader.load(scratch.path, LoadOptions(from: 2), work: heard.work()) }
    #expect(late?.cause.hasSuffix("it is 1s long and the clip would begin at 2s") == true)
  }

  @Test func oneFileIsAClip() throws {
    let scratch = try Scratch()
    let path = try scratch.song("a song.flac", number: 1, seconds: 2)
    let clip = try DatasetLoader.clip(path, LoadOptions(from: 0.5))
    #expect(clip.name == "a song.flac" && clip.length == 1.5 && clip.channels == 1 && clip.file == path)
    #expect(failure { _ = try DatasetLoader.clip(scratch("none.wav")) }?.kind == .input)
    #expect(failure { _ = try DatasetLoader.clip(path, LoadOptions(from: 3)) }?.kind == .input)
  }
}
