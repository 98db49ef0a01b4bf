import EtudeCore
import EtudePictures
import EtudeSound
import Testing

/// What is said of axes in words names their ends, whatever marks stand on them.
@Suite struct AxisWordsTests {
  private static let size = PictureSize(width: 700, height: 400)

  private func frames(_ bands: Int, _ count: Int) -> Frames {
    Frames(bands: bands, count: count, values: (0..<bands * count).map { Float($0 % 7) })
  }

  /// The ends that a line of words names.
  private func ends(_ picture: Picture, _ direction: String) throws -> [Double] {
    let line = try #require(picture.axes.first { $0.hasPrefix(direction) })
    let words = line.split(separator: " ").map { $0.replacing("−", with: "-") }
    let from = try #require(words.lastIndex(of: "from"))
    try #require(words[from + 2] == "to")
    return try [words[from + 1], words[from + 3]].map { try #require(Double($0), "\(line)") }
  }

  @Test("Frequencies and times of random spectrograms", arguments: 0..<200)
  func spectrograms(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "axes")
    let low = Double(Int.random(in: 0...2000, using: &random))
    let high = low + Double(Int.random(in: 900...30_000, using: &random))
    let scales: [SoundAxes.Scale] = [.mel, .htk, .linear, .logarithmic]
    let scale = try #require(scales.randomElement(using: &random))
    let count = Int.random(in: 40...4000, using: &random)
    let axes = SoundAxes(low: low, high: high, scale: scale)
    let picture = Picture.spectrogram(frames(8, count), axes: axes, size: Self.size)
    #expect(try ends(picture, "up") == [low, high], "\(picture.axes)")
    let seconds = Double(count * 512) / 22050
    let told = try ends(picture, "across")[1]
    #expect(abs(told - seconds) <= 0.05, "\(picture.axes)")
  }

  @Test("Coefficients are counted to the last, and are no decibels", arguments: 2...60)
  func coefficients(count: Int) throws {
    let axes = SoundAxes(scale: .coefficients, unit: "")
    let picture = Picture.spectrogram(frames(count, 90), axes: axes, size: Self.size)
    #expect(try ends(picture, "up") == [0, Double(count - 1)])
    #expect(picture.alternative.contains("\(count) coefficients") && !picture.alternative.contains("dB"))
  }

  @Test("Items of a plan and cells of a map are counted to the last", arguments: 3...90)
  func items(count: Int) throws {
    let plan = Picture.foldPlan(
      foldOfItem: (0..<count).map { $0 % 3 }, labels: (0..<count).map { $0 < 2 ? "a" : "b" }, size: Self.size)
    #expect(try ends(plan, "across") == [0, Double(count)])
    let map = Picture.heatMap(
      (0..<count * 3).map(Float.init), rows: 3, columns: count, axes: ("row", "column"), size: Self.size)
    #expect(try ends(map, "across") == [0, Double(count - 1)])
    #expect(try ends(map, "up") == [2, 0])
  }
}
