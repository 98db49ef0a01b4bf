import EtudeCore
import EtudePictures
import Testing

/// How names are cut and lettered.
@Suite struct NameTests {
  private static let letters: [Character] =
    Array("ab -é") + ["е\u{301}", "谣", "ロ", "힙", "م", "ש", "👩‍🎤", "ก\u{E33}"]

  private func name(_ random: inout RandomStream, beginning: String, end: String) -> String {
    let middle = (0..<random.below(30)).map { _ in Self.letters[random.below(Self.letters.count)] }
    return (random.below(2) == 0 ? beginning : "") + String(middle) + (random.below(2) == 0 ? end : "")
  }

  /// Names that differ still do when they are cut; each has room, and one that had is as it was.
  @Test(arguments: 0..<200) func namesThatDifferStillDo(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "names")
    let count = 1 + random.below(20)
    let names = (0..<count).map { _ in
      name(&random, beginning: "progressive metal of the early years ", end: " remastered live in 2003")
    }
    let room = 8 + random.below(30)
    let cut = NameCutting.cut(names) { $0.count <= room }
    #expect(cut.count == names.count && Set(cut).count == Set(names).count)
    for (before, after) in zip(names, cut) {
      #expect(after.count <= room)
      #expect(before.count > room ? after.contains("…") : after == before)
    }
  }

  /// In no room at all, and of names without letters, something comes back all the same.
  @Test(arguments: 0..<100) func withoutRoomNothingBreaks(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "names without room")
    let names = (0..<1 + random.below(6)).map { _ in
      random.below(3) == 0 ? "" : name(&random, beginning: "a", end: "b")
    }
    let room = random.below(5) - 3
    #expect(NameCutting.cut(names) { $0.count <= room }.count == names.count)
  }

  @Test(arguments: [1, 5, 40, 200]) func aTableOfAnyWidthIsDrawn(columns: Int) {
    let picture = Picture.table(
      columns: (0..<columns).map { "column \($0)" },
      rows: [(0..<columns).map { $0 % 2 == 0 ? "" : "cell \($0)" }], heading: "table")
    #expect(!picture.shapes.isEmpty)
  }

  @Test func aLongNameKeepsItsEnds() {
    let names = [
      "progressive metal of the nineties, live 2003", "progressive metal of the nineties, live 2004",
    ]
    let cut = NameCutting.cut(names) { $0.count <= 21 }
    #expect(cut == ["progressiv… live 2003", "progressiv… live 2004"])
    // Where the ends are alike, what differs is shown.
    let middles = ["one", "two"].map {
      String(repeating: "a", count: 30) + $0 + String(repeating: "z", count: 30)
    }
    #expect(NameCutting.cut(middles) { $0.count <= 10 } == ["…onezzzzz…", "…twozzzzz…"].map { String($0) })
    #expect(NameCutting.cut(["a name", "a name", "b"]) { $0.count <= 4 } == ["a …e", "a …e", "b"])
  }

  @Test func aLetterComesFromOneFontInOneLanguage() {
    let fonts = ["Sans": "abc 12б", "East": "民谣ロ힙"]
    func family(_ letter: Character) -> String? {
      ["Sans", "East"].first { fonts[$0]?.contains(letter) == true }
    }
    let text = "ab民谣 12ロ힙бم"
    let runs = FontRun.runs(of: text, standard: "Sans", family: family)
    let bytes = Array(text.utf8)
    #expect(
      runs.map { String(decoding: bytes[$0.bytes], as: UTF8.self) } == [
        "ab", "民谣", " 12", "ロ", "힙", "б", "م",
      ])
    #expect(runs.map(\.family) == ["Sans", "East", "Sans", "East", "East", "Sans", "Sans"])
    #expect(runs.map(\.language) == ["en", "ja", "en", "ja", "ko", "ru", "ar"])
  }

  /// A letter's font depends on the letter alone, not on those around it.
  @Test(arguments: 0..<50) func runsCoverATextWhateverIsInIt(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "runs")
    let text = String((0..<random.below(40)).map { _ in Self.letters[random.below(Self.letters.count)] })
    func family(_ letter: Character) -> String? {
      let sum = letter.unicodeScalars.reduce(0) { $0 + Int($1.value) }
      return sum % 3 == 0 ? nil : "font \(sum % 3)"
    }
    let runs = FontRun.runs(of: text, standard: "standard", family: family)
    #expect(runs.first?.bytes.lowerBound ?? 0 == 0 && runs.last?.bytes.upperBound ?? 0 == text.utf8.count)
    #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.bytes.upperBound == $1.bytes.lowerBound })
    var place = 0
    for letter in text {
      let run = runs.first { $0.bytes.contains(place) }
      #expect(run?.family == family(letter) ?? "standard")
      #expect(run?.language == FontRun.runs(of: String(letter), standard: "", family: family).first?.language)
      place += letter.utf8.count
    }
  }

  /// A letter that no font can have is named with the picture; one that the project's font has is not.
  @Test func lettersWithoutAFontAreNamed() throws {
    let noLetter = "\u{10FFFD}"
    let missing = try #require(
      try Picture.bars([Bar("rock \(noLetter)", 1), Bar("ö \(noLetter) б", 2)]).missingLetters())
    #expect(missing.letters == [Character(noLetter)])
    #expect(missing.packages.isEmpty)
    #expect(missing.warning.hasPrefix("no font of this machine has U+10FFFD: boxes stand in their place"))
    #expect(try Picture.bars([Bar("röck б موسيقى בלוז", 1)]).missingLetters() == nil)
  }

  static let lettersWithoutFont: [(Character, Set<String>, String)] = [
    ("民", [], "fonts-noto-cjk"), ("ロ", [], "fonts-noto-cjk"), ("힙", [], "fonts-noto-cjk"),
    ("民", ["Noto Sans CJK JP"], "fonts-hanazono"), ("🎻", [], "fonts-noto-color-emoji"),
    ("म", [], "fonts-noto-core"), ("ก", [], "fonts-noto-core"), ("म", ["Noto Sans"], "fonts-noto-extra"),
  ]

  @Test(arguments: lettersWithoutFont)
  func theWarningNamesDebiansPackage(letter: Character, families: Set<String>, package: String) {
    #expect(MissingLetters([letter], families: families)?.packages == [package])
    #expect(MissingLetters([letter], families: families)?.warning.contains(package) == true)
    #expect(MissingLetters([], families: families) == nil)
  }

  /// Two long names are told apart on every picture that shows names, small or large.
  @Test(arguments: [600, 1600]) func longNamesStayApartOnEveryPicture(width: Int) {
    let long = "progressive metal and what came of it in the years, live "
    let names = ["\(long)2003", "\(long)2004", "rock"]
    let size = PictureSize(width: width, height: width * 3 / 4)
    let bars = names.map { Bar($0, 0.5) }
    let models = names.map { ScoredModel(name: $0, scores: [0.4, 0.6], mean: 0.5) }
    let rows = Gallery.predictions(3, genres: 3)
    let points: [(x: Double, y: Double, label: String)] = zip(0..., names).map { (Double($0), 1, $1) }
    let pictures: [Picture] = [
      .confusion(Gallery.confusion(3), genres: names, size: size), .bars(bars, size: size),
      .bridge(from: Bar("claimed", 1), steps: bars, size: size), .comparison(models, size: size),
      .foldPlan(foldOfItem: [0, 1, 0], labels: names, size: size),
      .scatter(x: [1, 2, 3], y: [1, 2, 3], labels: names, size: size),
      .songMap(library: points, liked: [], found: [], isPath: false, size: size),
      .timeline(times: [0, 1, 2], probabilities: rows, genres: names, size: size),
      .predictions(names: ["a", "b", "c"], probabilities: rows, genres: names, size: size),
      .predictions(names: names, probabilities: rows, genres: ["a", "b", "c"], size: size),
      .heatMap([1, 2, 3], rows: 3, columns: 1, rowNames: names, size: size),
      .heatMap([1, 2, 3], rows: 1, columns: 3, columnNames: names, size: size),
      .table(columns: ["name"], rows: names.map { [$0 + long] }, width: width),
      .audit(names.map { AuditedClip(genre: $0, peak: -1, level: -9) }, kinds: [], pairs: [], size: size),
    ]
    for (index, picture) in pictures.enumerated() {
      let labels = picture.shapes.compactMap { shape -> String? in
        if case .text(let label) = shape { label.text } else { nil }
      }
      let named = Set(labels.filter { $0.contains("2003") || $0.contains("2004") || $0.contains("20…") })
      #expect(named.count >= 2, "picture \(index): \(labels)")
    }
  }
}
