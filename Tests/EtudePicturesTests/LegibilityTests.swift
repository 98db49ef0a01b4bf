import EtudeCore
import EtudePictures
import EtudeSound
import Testing

/// What a reader has to be able to read, on random inputs.
@Suite struct LegibilityTests {
  /// The words of a picture with where they stand, as they are set: nearly as wide as they are written.
  private struct Word {
    let text: String
    let across: ClosedRange<Double>
    let down: ClosedRange<Double>

    init(_ label: Label) {
      text = label.text
      let (width, height) = (Double(label.text.count) * label.size * 0.5, label.size * 0.8)
      let left =
        switch label.across {
        case .start: label.at.x
        case .middle: label.at.x - width / 2
        case .end: label.at.x - width
        }
      across = left...(left + width)
      down = (label.at.y - height / 2)...(label.at.y + height / 2)
    }

    func covers(_ point: Point) -> Bool { across.contains(point.x) && down.contains(point.y) }
    func covers(_ other: Word) -> Bool { across.overlaps(other.across) && down.overlaps(other.down) }
  }

  private func labels(_ picture: Picture) -> [Label] {
    picture.shapes.compactMap { if case .text(let label) = $0 { label } else { nil } }
  }

  /// A name at a point covers no marker, no other name and no line to a point; who has no room is counted.
  @Test(arguments: 0..<40) func namesOfPointsCoverNothing(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "points with names")
    let count = 2 + random.below(60)
    let places = (0..<count).map { _ in (random.normal(), random.normal()) }
    let names = (0..<count).map { "song\($0)" }
    let picture = Picture.scatter(
      [PointMap(x: places.map(\.0), y: places.map(\.1))], labels: names.map { _ in "a" }, names: names,
      size: PictureSize(width: 400 + random.below(800), height: 300 + random.below(500)))
    let words = labels(picture).filter { names.contains($0.text) }.map(Word.init)
    let points = picture.shapes.compactMap { shape -> Point? in
      if case .marker(_, let at, _, _) = shape { at } else { nil }
    }
    for (place, word) in words.enumerated() {
      #expect(!points.contains(where: word.covers), "\(word.text)")
      #expect(!words.dropFirst(place + 1).contains(where: word.covers), "\(word.text)")
    }
    let left = count - words.count
    let told = labels(picture).first { $0.text.hasSuffix("no room here") }?.text
    #expect(told?.split(separator: " ").first.map(String.init) == (left > 0 ? "\(left)" : nil))
  }

  /// No dashed line goes through a score's number.
  @Test(arguments: 0..<40) func scoresAreNotStruckOut(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "scores of folds")
    let scores = (0..<(1 + random.below(12))).map { _ in random.uniform() }
    let mean = scores.reduce(0, +) / Double(scores.count)
    let chance = 1 / Double(2 + random.below(30))
    let picture = Picture.foldScores(
      ScoredModel(name: "crossval", scores: scores, mean: mean), chance: chance,
      size: PictureSize(width: 600 + random.below(600), height: 420))
    let levels = picture.shapes.compactMap { shape -> Double? in
      if case .line(let points, _, _, true) = shape { points[0].y } else { nil }
    }
    #expect(levels.count == 2)
    let numbers = labels(picture).filter { $0.isBold && Int($0.text) != nil }
    #expect(numbers.count == scores.count)
    for number in numbers {
      #expect(!levels.contains { abs($0 - number.at.y) < number.size * 0.4 }, "\(number.text)")
    }
  }

  /// A kernel's numbers are large enough to be read, or are left out and it is said.
  @Test(arguments: [1, 2, 3, 5, 7, 11, 15], [600, 800, 1000, 1600])
  func numbersOfAKernelAreReadOrLeftOut(side: Int, width: Int) {
    var random = RandomStream(seed: UInt64(side * width), purpose: "kernels in numbers")
    let rows = { (0..<side).map { _ in (0..<side).map { _ in Double(random.below(9999)) / 100 - 50 } } }
    let step = ConvolutionStep(kernel: rows(), window: rows(), band: 3, frame: 5)
    let frames = Gallery.frames(bands: 40, count: 80)
    let map = Frames(
      bands: 41 - side, count: 81 - side, values: [Float](repeating: 1, count: (41 - side) * (81 - side)))
    let picture = Picture.convolution(
      frames, map: map, step: step, size: PictureSize(width: width, height: width * 5 / 8))
    let numbers = labels(picture).filter { $0.isBold && Double($0.text.replacing("−", with: "-")) != nil }
    let told = labels(picture).count { $0.text.hasSuffix("(its numbers need a larger picture)") }
    #expect(numbers.count == (3 - told) * side * side)
    #expect(numbers.allSatisfy { $0.size >= 8.39 })
    #expect(told == 0 || width < 1600 || side > 7)
  }

  /// A heading's remarks all stand in the picture, in three lines at most, and above what is drawn.
  @Test(arguments: 0..<40) func remarksAreWhole(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "remarks")
    let words = ["gru", "|", "classify", "100 songs", "the mean of all", "windows"]
    let remarks = (0..<random.below(5)).map { _ in
      (0...random.below(5)).map { _ in words[random.below(words.count)] }.joined(separator: " ")
    }
    let picture = Picture.bars(
      [Bar("bar", 3), Bar("bär", 2)], heading: Heading("a title", remarks: remarks),
      size: PictureSize(width: 500 + random.below(800), height: 400))
    let bars = picture.shapes.compactMap { if case .rectangle(let box, _) = $0 { box.y } else { nil } }
    let top = bars.min() ?? 0
    let written = labels(picture).filter { !$0.isBold && $0.across == .start && $0.at.y < top }
    let text = written.map(\.text).joined(separator: " ").replacing(" · ", with: " ")
    if !text.contains("…") { #expect(text == remarks.joined(separator: " ")) }
    #expect(written.count <= 3)
    #expect(remarks.allSatisfy(picture.alternative.contains))
  }

  /// Spots are the means of their places, no place is left out, and what is not seen in the colours is said.
  @Test(arguments: 0..<40) func spotsAreMeans(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "spots")
    let (bands, count) = (1 + random.below(260), 1 + random.below(260))
    let values = (0..<bands * count).map { _ in Float(random.below(3) == 0 ? random.uniform() : 0) }
    let spots = SaliencySpots(Frames(bands: bands, count: count, values: values), times: nil)
    #expect(spots.map.bands == min(64, bands) && spots.map.count == min(64, count))
    #expect((spots.remark == nil) == (bands <= 64 && count <= 64))
    // Where all spots hold as many places, the mean of all is kept.
    if bands % spots.map.bands == 0, count % spots.map.count == 0 {
      let means = [values, spots.map.values].map { $0.reduce(0) { $0 + Double($1) } / Double($0.count) }
      #expect(abs(means[0] - means[1]) < 1e-5)
    }
    let scale = SaliencyScale(spots.map.values)
    let over = spots.map.values.count { $0 > scale.top }
    #expect((over > 0) == (scale.remark?.contains("share the last colour") == true))
    #expect(Double(over) <= 0.01 * Double(spots.map.values.count) + 1)
  }

  @Test func oneGreatPlaceDoesNotHideTheOthers() {
    let values = (0..<4096).map { $0 == 7 ? Float(1) : Float($0 % 100) / 1000 }
    let scale = SaliencyScale(values)
    #expect(scale.top < 0.1 && scale.remark?.contains("up to 1,") == true)
    let nothing = SaliencyScale([Float](repeating: 0, count: 100))
    #expect(nothing.top == 0 && nothing.remark == "nothing in this song speaks for it")
  }
}
