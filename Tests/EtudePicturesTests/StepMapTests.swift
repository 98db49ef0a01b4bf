import EtudeCore
import EtudePictures
import EtudeSound
import Testing

/// Where a layer's steps are drawn.
@Suite struct StepMapTests {
  /// Four windows of a song are drawn over what they hear, and one alone of one unit is a line.
  @Test(arguments: [1, 4]) func stepsEndWhereNoMoreIsHeard(units: Int) throws {
    let frames = Gallery.frames(bands: 8, count: 431)
    let seconds = 431 * 512 / 22_050.0
    let times = StepTimes(windows: 1, of: seconds)
    let values = Frames(bands: units, count: 1, values: Array(repeating: 0.5, count: units))
    let picture = Picture.gates(under: frames, rows: [GateRow(name: "z", values: values)], times: times)
    let spectrogram = try #require(
      picture.shapes.compactMap { if case .image(let box, _, _) = $0 { box } else { nil } }.first)
    let end = spectrogram.x + spectrogram.width * times.end / seconds
    if units > 1 {
      let maps = picture.shapes.compactMap {
        if case .image(let box, let image, _) = $0, image.width == 1 { box } else { nil }
      }
      #expect(maps.contains { abs($0.right - end) < 0.5 && abs($0.x - spectrogram.x) < 0.5 })
    } else {
      let lines = picture.shapes.compactMap { shape -> [Point]? in
        if case .line(let points, _, _, _) = shape { points } else { nil }
      }
      #expect(
        lines.contains { abs(($0.last?.x ?? 0) - end) < 0.5 && abs(($0.first?.x ?? 0) - spectrogram.x) < 0.5 }
      )
    }
  }
}
