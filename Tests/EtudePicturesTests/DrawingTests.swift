import EtudeCore
import EtudePictures
import EtudeSound
import Glibc
import Testing

@Suite struct DrawingTests {
  /// A share in percent is right to half a percent, near the ends to a twentieth of one, or says that it is beyond them.
  @Test func percentagesAreTrue() throws {
    for index in 0..<2000 {
      let near = pow10(-(index % 9)) * Gallery.noise(index)
      let share = index % 2 == 0 ? near : 1 - near
      let text = Ticks.percent(share)
      let number = try #require(Double(text.filter { $0.isNumber || $0 == "." }), "\(text)")
      switch text.first {
      case "<": #expect(share * 100 < number && share > 0, "\(share): \(text)")
      case ">": #expect(share * 100 > number && share < 1, "\(share): \(text)")
      default: #expect(abs(share * 100 - number) <= 0.5 + 1e-6, "\(share): \(text)")
      }
    }
  }

  /// Decibels have one scale in every picture, whatever a song's quietest place is.
  @Test(arguments: 0..<20) func decibelsHaveOneScale(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "levels")
    let floor = -80 * random.uniform()
    let values = (0..<200).map { $0 == 0 ? Float(0) : Float(floor * random.uniform()) }
    let picture = Picture.spectrogram(Frames(bands: 10, count: 20, values: values))
    let marks = picture.shapes.compactMap { if case .text(let label) = $0 { label.text } else { nil } }
    #expect(marks.contains("−80") && marks.contains("0"))
  }

  @Test func ticksAreRoundInsideAndEvenlySpaced() {
    for index in 0..<2000 {
      let low = (Gallery.noise(index) - 0.5) * pow10(index % 13 - 6)
      // Spans far below a number's precision at `low` have no round marks.
      let span = max((Gallery.noise(index + 5000) + 0.01) * pow10(index % 11 - 5), abs(low) * 1e-4)
      let most = 2 + index % 12
      let ticks = Ticks.round(in: low...(low + span), most: most)
      #expect(ticks.count <= most)
      #expect(most < 5 || ticks.count >= 2, "\(low) \(span) \(most)")
      #expect(ticks.allSatisfy { $0.value >= low - span * 1e-6 && $0.value <= low + span * 1.000_001 })
      let steps = zip(ticks.dropFirst(), ticks).map { $0.value - $1.value }
      guard let step = steps.first else { continue }
      #expect(steps.allSatisfy { abs($0 - step) < step * 1e-6 })
      let mantissa = step / pow10(Int((log(step) / log(10) + 1e-9).rounded(.down)))
      #expect([1.0, 2, 5, 10].contains { abs(mantissa - $0) < 1e-6 }, "\(step)")
      #expect(Set(ticks.map(\.label)).count == ticks.count)
    }
    #expect(Ticks.round(in: 0...10, most: 6).map(\.label) == ["0", "2", "4", "6", "8", "10"])
    #expect(Ticks.round(in: -1...1, most: 5).map(\.label) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
    #expect(Ticks.round(in: 3...3, most: 5).count == 1)
    #expect(Ticks.widened([.nan]) == 0...1)
    #expect(Ticks.widened([2, 2]).contains(2))
  }

  private func pow10(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1.0) { value, _ in exponent < 0 ? value / 10 : value * 10 }
  }

  private func log(_ value: Double) -> Double {
    var (value, sum) = (value, 0.0)
    while value >= 2 { (value, sum) = (value / 2, sum + 1) }
    while value < 1 { (value, sum) = (value * 2, sum - 1) }
    var bit = 0.5
    for _ in 0..<52 {
      value *= value
      if value >= 2 { (value, sum) = (value / 2, sum + bit) }
      bit /= 2
    }
    return sum
  }

  @Test func numbersReadWell() {
    #expect(Ticks.fixed(-0.001, decimals: 2) == "0.00")
    #expect(Ticks.fixed(0.05, decimals: 1) == "0.1")
    #expect(Ticks.fixed(-12.5, decimals: 1) == "−12.5")
    #expect(Ticks.fixed(0.007, decimals: 3) == "0.007")
    #expect(Ticks.fixed(.nan, decimals: 1) == "–")
    #expect(Ticks.percent(0.814) == "81 %")
    #expect(
      Ticks.percent(1) == "100 %" && Ticks.percent(0) == "0 %" && Ticks.percent(3 * 0.1 / 0.3) == "100 %")
    #expect(Ticks.percent(0.998) == "99.8 %" && Ticks.percent(0.99999) == "> 99.9 %")
    #expect(
      Ticks.percent(0.002) == "0.2 %" && Ticks.percent(1e-7) == "< 0.1 %" && Ticks.percent(0.994) == "99 %")
  }

  @Test func everyPictureIsDrawnWithinItsEdgesAndSpeaks() throws {
    for (name, picture) in Gallery.all {
      #expect(!picture.alternative.isEmpty, "\(name)")
      #expect(picture.shapes.count > 5, "\(name)")
      for case .text(let label) in picture.shapes {
        #expect((0...Double(picture.width)).contains(label.at.x), "\(name): \(label.text)")
        #expect((0...Double(picture.height)).contains(label.at.y), "\(name): \(label.text)")
        #expect(label.size >= 5, "\(name): \(label.text)")
      }
    }
  }

  @Test func oddInputsAreDrawnToo() throws {
    for picture in Gallery.degenerate {
      let image = try picture.rgb()
      #expect(image.width == picture.width && image.height == picture.height)
      #expect(!picture.alternative.isEmpty)
      _ = try picture.svg()
    }
  }

  @Test(arguments: [(200, 150), (640, 480), (1000, 700), (3000, 2000), (1600, 300)])
  func everySizeWorks(width: Int, height: Int) throws {
    let size = PictureSize(width: width, height: height)
    let picture = Picture.confusion(
      Gallery.confusion(10), genres: Gallery.genres, heading: "ten genres", size: size)
    let image = try picture.rgb()
    #expect(image.width == width && image.height == height)
    let inked = stride(from: 0, to: image.pixels.count, by: 3).count { image.pixels[$0] < 200 }
    #expect(inked > 50)
  }

  /// Letters are measured without rounding to pixels, so a larger picture is the same one, larger.
  @Test func twiceTheSizeIsTheSamePicture() {
    func labels(_ factor: Int) -> [Label] {
      Picture.bars(
        (Gallery.names(10) + [String(repeating: "演歌 and others ", count: 9), "רוק ועוד"]).map { Bar($0, 1) },
        axis: "clips", heading: Heading(String(repeating: "long title ", count: 30)),
        size: PictureSize(width: 1000 * factor, height: 900 * factor)
      ).shapes.compactMap { if case .text(let label) = $0 { label } else { nil } }
    }
    let (small, large) = (labels(1), labels(2))
    #expect(small.map(\.text) == large.map(\.text))
    #expect(small.contains { $0.text.contains("…") })
    for (one, two) in zip(small, large) {
      #expect(abs(one.at.x * 2 - two.at.x) < 0.1 && abs(one.at.y * 2 - two.at.y) < 0.1, "\(one.text)")
      #expect(abs(one.size * 2 - two.size) < 0.01, "\(one.text)")
    }
  }

  @Test func sizesAreKeptInBounds() {
    #expect(PictureSize(width: 0, height: 1_000_000) == PictureSize(width: 64, height: 8192))
  }

  @Test func countsGrowDarkerEvenlyAndTheirNumbersCanBeRead() {
    let colors = (0...100).map { Color.counted(Double($0) / 100) }
    for (lighter, darker) in zip(colors, colors.dropFirst()) {
      let step = lighter.luminance - darker.luminance
      #expect(step > 0.001 && step < 0.02)
      #expect(lighter.blue >= lighter.red)
    }
    #expect(colors[0].luminance > 0.95 && colors[100].luminance < 0.25)
    for color in colors { #expect(contrast(color, color.lettering) > 4.5) }
    #expect(Color.counted(.nan) == Color.missing)
    #expect(Color.counted(-3) == colors[0] && Color.counted(7) == colors[100])
  }

  /// The contrast of two colours by WCAG 2.1, 1 … 21.
  private func contrast(_ first: Color, _ second: Color) -> Double {
    func light(_ color: Color) -> Double {
      let parts = [color.red, color.green, color.blue].map {
        $0 <= 0.03928 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let lights = [light(first), light(second)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  @Test func aBridgeLeadsFromTheClaimToTheSumOfAllSteps() throws {
    let picture = Picture.bridge(
      from: Bar("claimed", 0.9), steps: [Bar("carried weights", -0.25), Bar("more folds", 0.05)], to: "fair")
    #expect(
      picture.alternative == "claimed 90 %, carried weights −25 points, more folds +5.0 points, fair 70 %")
    let boxes = picture.shapes.compactMap { shape -> Box? in
      if case .rectangle(let box, _) = shape { box } else { nil }
    }
    try #require(boxes.count == 4)
    // Every bar begins where the one above it ends; the first and the last begin at 0.
    #expect(abs(boxes[0].x - boxes[3].x) < 1e-9)
    #expect(abs(boxes[1].right - boxes[0].right) < 1e-9)
    #expect(abs(boxes[2].x - boxes[1].x) < 1e-9)
    #expect(abs(boxes[3].right - boxes[2].right) < 1e-9)
    #expect(abs(boxes[1].width / boxes[0].width - 0.25 / 0.9) < 1e-9)
    #expect(zip(boxes, boxes.dropFirst()).allSatisfy { $0.bottom < $1.y })
  }
}
