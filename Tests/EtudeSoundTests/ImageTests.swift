import EtudeCore
import EtudeSound
import Foundation
import Testing

@Suite struct ImageTests {
  struct Reference: Decodable {
    struct Points: Decodable {
      let at_row_col: [[Float]]
    }
    struct Levels: Decodable {
      let at_band_frame: [[Float]]
      let mean: Float
    }
    struct Colors: Decodable {
      let at_row_col: [[Float]]
      let mean: [Double]
    }
    struct Clip: Decodable {
      let samples, frames: Int
      let db: Levels
      let gray: Points
      let rgb: Colors
    }
    let clip: Clip
  }

  @Test func `dB, grey and colours of a real song are those of librosa and PyTorch`() throws {
    let data = try Data(contentsOf: Golden.url("supertux_airship_2.0.json"))
    let golden = try JSONDecoder().decode(Reference.self, from: data).clip
    let settings = SpectrogramSettings()
    let sound = try AudioFile.decode(Golden.path("supertux_airship_2.0.flac")).sound
    #expect(sound.samples.count == golden.samples)
    let frames = try FrontEnd(settings).frames(of: sound.samples)
    #expect(frames.count == golden.frames)
    for point in golden.db.at_band_frame {
      #expect(abs(frames[Int(point[0]), Int(point[1])] - point[2]) < 2e-3)
    }
    #expect(abs(frames.values.reduce(0, +) / Float(frames.values.count) - golden.db.mean) < 1e-2)
    let gray = frames.gray(settings)
    for point in golden.gray.at_row_col {
      #expect(abs(gray[Int(point[0]) * 256 + Int(point[1])] - point[2]) < 2e-5)
    }
    let image = frames.image(settings)
    for point in golden.rgb.at_row_col {
      let first = (Int(point[0]) * 256 + Int(point[1])) * 3
      // A grey on the border of two colours may fall to either side: neighbours differ by at most 3.
      for channel in 0..<3 { #expect(abs(Float(image.pixels[first + channel]) - point[2 + channel]) <= 3) }
    }
    for channel in 0..<3 {
      let values = stride(from: channel, to: image.pixels.count, by: 3).map { Double(image.pixels[$0]) }
      #expect(abs(values.reduce(0, +) / 65_536 - golden.rgb.mean[channel]) < 0.02)
    }
  }

  @Test func `colour maps have 256 colours from dark to light`() {
    let ends: [ColorTable: [UInt8]] = [
      .magma: [0, 0, 3, 251, 252, 191], .viridis: [68, 1, 84, 253, 231, 36],
      .inferno: [0, 0, 3, 252, 254, 164],
      .plasma: [12, 7, 134, 239, 248, 33], .cividis: [0, 34, 77, 253, 231, 55],
      .gray: [0, 0, 0, 255, 255, 255],
    ]
    for table in ColorTable.allCases {
      let colors = table.colors
      #expect(colors.count == 768)
      #expect(Array(colors.prefix(3) + colors.suffix(3)) == ends[table], "\(table)")
      let light = stride(from: 0, to: 768, by: 3).map {
        0.3 * Double(colors[$0]) + 0.59 * Double(colors[$0 + 1]) + 0.11 * Double(colors[$0 + 2])
      }
      #expect(zip(light, light.dropFirst()).allSatisfy { $0 <= $1 + 1.5 }, "\(table)")
    }
  }

  @Test func `high bands are at the top and time runs to the right`() {
    // Two bands, two frames: the high band loud at the end only.
    let frames = Frames(bands: 2, count: 2, values: [-80, -80, -80, 0])
    var settings = SpectrogramSettings(size: 2, colors: .gray)
    #expect(frames.gray(settings) == [0, 1, 0, 0])
    #expect(frames.image(settings).pixels == [0, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0])
    settings.size = 4
    // Pixel centres at −0.25 (held at 0), 0.25, 0.75, 1.25 (held at 1).
    #expect(Array(frames.gray(settings)[..<4]) == [0, 0.25, 0.75, 1])
  }

  @Test func `any values have a picture`() {
    let settings = SpectrogramSettings(size: 3)
    for value in [Float.nan, .infinity, -.infinity, 1e30, -1e30] {
      let frames = Frames(bands: 2, count: 3, values: Array(repeating: value, count: 6))
      #expect(frames.image(settings).pixels.count == 27)
      var mfcc = settings
      mfcc.kind = .mfcc(count: 2)
      #expect(frames.image(mfcc).pixels.count == 27)
    }
    #expect(Frames(bands: 0, count: 0, values: []).image(settings).pixels.count == 27)
  }
}
