import EtudeCore
import EtudeData
import Glibc
import Testing

@Suite struct ManifestTests {
  private func library() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    try scratch.song("a, \"b\".wav", number: 9)
    return scratch
  }

  @Test func rowsByRFC4180() throws {
    let scratch = try library()
    let text =
      "\u{FEFF}File,Label,TRACK,artist,start,length,licence\r\n"
      + "blues/blues.00000.wav,blues,t1,B. B. King,,,x\r\n"
      + "\r\n"
      + "\"a, \"\"b\"\".wav\",\"two\nlines\",,\"Ella, and Louis\",0.25,0.5,\"y\"\r\n"
      + "./jazz//jazz.00000.wav , jazz"
    try scratch.write(text, to: "manifest.csv")
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch("manifest.csv"), work: heard.work())
    #expect(dataset.names == ["blues/blues.00000.wav", "a, \"b\".wav", "jazz/jazz.00000.wav"])
    #expect(dataset.labels == ["blues", "two\nlines", "jazz"])
    #expect(dataset.tracks == ["t1", "a, \"b\".wav", "jazz/jazz.00000.wav"])
    #expect(dataset.artists == ["B. B. King", "Ella, and Louis", ""])
    #expect(dataset[1].start == 0.25 && dataset[1].length == 0.5)
    #expect(heard.warnings.filter { !$0.contains("one readable song") }.isEmpty)
  }

  @Test func partsBeyondTheEndOfTheirFileAreSaid() throws {
    let scratch = try library()
    let rows = [
      "blues/blues.00000.wav,blues,0.5,2", "blues/blues.00001.wav,blues,0,1.05",
      "jazz/jazz.00000.wav,jazz,0,0.5",
    ]
    try scratch.write((["file,label,start,length"] + rows).joined(separator: "\n"), to: "m.csv")
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch("m.csv"), work: heard.work())
    #expect(dataset[0].length == 0.5)
    #expect(
      heard.warnings.first
        == "blues/blues.00000.wav has 0.5s where its line says 2s: its file ends there")
    #expect(heard.warnings.count { $0.contains("where its line says") } == 1)
    let strict = failure { _ = try DatasetLoader.load(scratch("m.csv"), LoadOptions(strict: true)) }
    #expect(strict?.kind == .input)
    // A length that is asked for when loading is the most that is taken.
    let other = Heard()
    _ = try DatasetLoader.load(scratch("m.csv"), LoadOptions(length: 20), work: other.work())
    #expect(!other.warnings.contains { $0.contains("where its line says") })
  }

  @Test(arguments: [("m.tsv", "\t"), ("m.csv", "\t"), ("m.txt", ";"), ("m.csv", ",")])
  func delimiters(name: String, delimiter: String) throws {
    let scratch = try library()
    let rows = [["label", "file"], ["blues", "blues/blues.00001.wav"], ["jazz", "jazz/jazz.00001.wav"]]
    for end in ["\n", "\r\n", "\r"] {
      try scratch.write(rows.map { $0.joined(separator: delimiter) }.joined(separator: end) + end, to: name)
      let dataset = try DatasetLoader.manifest(scratch(name))
      #expect(dataset.names == ["blues/blues.00001.wav", "jazz/jazz.00001.wav"])
      #expect(dataset.genres == ["blues", "jazz"])
    }
  }

  /// Times as people write them; a comma that may stand before decimals or thousands is asked about.
  @Test(arguments: [
    (",", "0.5", 0.5), (",", "0:00.5", 0.5), (",", "0:00:00.25", 0.25), (",", "\"0,5\"", 0.5),
    (";", "0,5", 0.5),
    ("\t", "0,125", 0.125), ("\t", "0:00,5", 0.5), (",", "\"0,125\"", 0.125), (",", "5e-1", 0.5),
    (",", "0:61", nil), (",", "0:5", nil), (",", "1:2:3", nil), (",", ":30", nil), (",", "0.3s", nil),
    (",", "\"1,500\"", nil), ("\t", "1,5,0", nil), ("\t", "1.000,5", nil), (",", "-0:01", nil),
    (",", "1e999", nil),
  ])
  func timesAsPeopleWriteThem(delimiter: String, text: String, seconds: Double?) throws {
    let scratch = try library()
    let rows = [
      ["file", "label", "start"], ["blues/blues.00000.wav", "b", text], ["jazz/jazz.00000.wav", "j", ""],
    ]
    try scratch.write(rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n"), to: "m.csv")
    let heard = Heard()
    let dataset = try DatasetLoader.manifest(scratch("m.csv"), work: heard.work())
    guard let seconds else {
      #expect(dataset.count == 1 && heard.warnings.count == 1)
      #expect(heard.warnings.first?.hasPrefix("\(scratch("m.csv")):2: start is '") == true)
      return
    }
    #expect(dataset.count == 2 && dataset[0].start == seconds && heard.warnings.isEmpty)
  }

  @Test func aLengthFarBeyondTheEndMeansToTheEnd() throws {
    let scratch = try library()
    try scratch.write("file,label,length\nblues/blues.00000.wav,b,1e9\njazz/jazz.00000.wav,j,\n", to: "m.csv")
    let heard = Heard()
    let dataset = try DatasetLoader.load(scratch("m.csv"), work: heard.work())
    #expect(dataset.count == 2 && dataset[0].length == 1)
    #expect(heard.warnings.contains { $0.contains("where its line says 1000000000s: its file ends there") })
  }

  @Test func strayQuotesInATableWithTabsAreLetters() throws {
    let scratch = try library()
    let rows = [
      ["file", "label", "track"], ["blues/blues.00000.wav", "b", "\"Heroes\" (live)"],
      ["blues/blues.00001.wav", "b", "\"open"], ["jazz/jazz.00000.wav", "j", "12\" mix"],
      ["jazz/jazz.00001.wav", "j", "\"a \"\"tab\"\"\there\""],
    ]
    try scratch.write(rows.map { $0.joined(separator: "\t") }.joined(separator: "\n"), to: "m.tsv")
    let dataset = try DatasetLoader.manifest(scratch("m.tsv"))
    #expect(dataset.tracks == ["\"Heroes\" (live)", "\"open", "12\" mix", "a \"tab\"\there"])
  }

  @Test func badLinesAreNamedAndLeftOut() throws {
    let scratch = try library()
    try scratch.write(
      """
      file,label,start,length
      blues/blues.00000.wav,blues,,
      blues/blues.00001.wav,blues,half,
      ,jazz,,
      jazz/jazz.00000.wav,,,
      jazz/jazz.00000.wav,jazz,-1,
      jazz/jazz.00000.wav,jazz,0,0
      jazz/jazz.00000.wav,jazz,nan,
      jazz/jazz.00000.wav,jazz,1e999,
      jazz/jazz.00000.wav,jazz,,,extra
      blues/blues.00000.wav,blues,0,
      blues/blues.00000.wav,jazz,0,
      nowhere.wav,jazz,,
      jazz/jazz.00001.wav,jazz
      """, to: "m.csv")
    let heard = Heard()
    let dataset = try DatasetLoader.manifest(scratch("m.csv"), work: heard.work())
    #expect(dataset.names == ["blues/blues.00000.wav", "nowhere.wav", "jazz/jazz.00001.wav"])
    #expect(dataset[1].problem == "there is no such file")
    let path = scratch("m.csv")
    #expect(
      heard.warnings == [
        "\(path):3: start is 'half', not a number of seconds (as 83.5, or 1:23.5): the line is left out",
        "\(path):4: no file is named: the line is left out",
        "\(path):5: jazz/jazz.00000.wav has no label: the line is left out",
        "\(path):6: start is below 0: the line is left out",
        "\(path):7: length is not above 0: the line is left out",
        "\(path):8: start is 'nan', not a number of seconds (as 83.5, or 1:23.5): the line is left out",
        "\(path):9: start is '1e999', too large a number of seconds: the line is left out",
        "\(path):10: 5 fields where the first line has 4: the line is left out",
        "\(path):11: blues/blues.00000.wav again, as in line 2: the line is left out",
        "\(path):12: blues/blues.00000.wav with another label than in line 2: the line is left out",
        "and 1 more like these",
      ])
    let strict = failure { _ = try DatasetLoader.manifest(path, LoadOptions(strict: true)) }
    #expect(strict?.kind == .input && strict?.cause.hasPrefix("\(path):3: ") == true)
  }

  @Test(arguments: [
    ("", "is empty"), ("\n\n", "is empty"),
    ("path,genre\na,b\n", ":1: there is no column 'file', only path, genre"),
    ("file,genre\na,b\n", ":1: there is no column 'label', only file, genre"),
    ("file,label\n", "names no files"), ("file,label\na.wav,x\n", "none of the 1 file in"),
    ("file,label\n\"a.wav,x\nb,c\n", ":2: a quote is not closed"),
    ("file,label\n\"a\"b,x\n", ":2: text follows a closing quote"),
    ("file,label\n,x\n", "no line of the manifest"),
    ("file,label,label\na,b,c\n", ":1: two columns are called 'label'"),
    ("file,label\na\0,b\n", "is not text"),
  ])
  func whatIsNoManifestIsSaid(text: String, cause: String) throws {
    let scratch = try Scratch()
    try scratch.write(text, to: "m.csv")
    let failure = failure { _ = try DatasetLoader.load(scratch("m.csv")) }
    #expect(failure?.kind == .input)
    #expect(failure?.cause.contains(cause) == true, "\(failure?.cause ?? "no failure")")
    #expect(failure?.fix != nil)
  }

  @Test func whatIsNoFileIsRefused() {
    #expect(
      failure { _ = try DatasetLoader.manifest("/dev/zero") }?.cause.hasSuffix("it is not a file") == true)
  }

  @Test func partsOfOneFileHaveNamesOfTheirOwn() throws {
    let scratch = try library()
    try scratch.write(
      "file,label,start,length\njazz/jazz.00000.wav,x,0,0.5\njazz/jazz.00000.wav,x,0.5,\njazz/jazz.00001.wav,x,,\n",
      to: "m.csv")
    let dataset = try DatasetLoader.load(scratch("m.csv"))
    #expect(
      dataset.names == ["jazz/jazz.00000.wav@0-0.5s", "jazz/jazz.00000.wav@0.5s", "jazz/jazz.00001.wav"])
    #expect(Set(dataset.clips.map(\.item)).count == 2)
    #expect(try dataset.clip(named: "jazz.00000@0.5s").start == 0.5)
  }

  @Test func anArtistIsNotGivenToANamesakeInAnotherFolder() throws {
    let scratch = try Scratch()
    for (number, name) in ["jazz/1.wav", "rock/1.wav", "rock/2.wav"].enumerated() {
      try scratch.song(name, number: number)
    }
    try scratch.write("file,artist\n/music/jazz/1.wav,Ella\nelsewhere/2.mp3,Chuck\n", to: "map.csv")
    let dataset = try DatasetLoader.load(scratch.path, LoadOptions(artists: scratch("map.csv")))
    #expect(dataset.artists == ["Ella", "", "Chuck"])
  }

  @Test func artistsAreJoinedByName() throws {
    let scratch = try library()
    try scratch.write("file\tartist\nblues.00000\tSon House\njazz/jazz.00001.wav\tElla\n", to: "map.tsv")
    let heard = Heard()
    let dataset = try DatasetLoader.load(
      scratch.path, LoadOptions(artists: scratch("map.tsv")), work: heard.work())
    #expect(dataset.artists == ["Son House", "", "", "Ella"])
    #expect(heard.warnings.contains("\(scratch("map.tsv")) names no artist for 2 clips of 4"))
    try scratch.write("file,artist\nother.wav,Nobody\n", to: "wrong.csv")
    let wrong = failure {
      _ = try DatasetLoader.load(scratch.path, LoadOptions(artists: scratch("wrong.csv")))
    }
    #expect(wrong?.cause == "no file of \(scratch("wrong.csv")) is in the dataset")
  }

  @Test func oneLabelForAllIsSaid() throws {
    let scratch = try library()
    try scratch.write("file,label\njazz/jazz.00000.wav,jazz\njazz/jazz.00001.wav,jazz\n", to: "one.csv")
    let heard = Heard()
    _ = try DatasetLoader.load(scratch("one.csv"), work: heard.work())
    #expect(heard.warnings == ["all clips have one label, 'jazz': look at the manifest's column 'label'"])
  }

  @Test(.disabled(if: dlsym(nil, "__asan_init") != nil, "AddressSanitizer takes its time"))
  func aHundredThousandRowsListQuickly() throws {
    let scratch = try library()
    let rows = (0..<100_000).map { "jazz/jazz.0000\($0 % 2).wav,g\($0 % 10),track \($0 / 3),\($0 / 2),2\n" }
    try scratch.write("file,label,track,start,length\n" + rows.joined(), to: "large.csv")
    let start = processorSeconds()
    let dataset = try DatasetLoader.manifest(scratch("large.csv"))
    #expect(processorSeconds() - start < 2)
    #expect(dataset.count == 100_000 && dataset.genres.count == 10)
  }

  /// Processor time of this thread: other tests and programs run at the same time.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
