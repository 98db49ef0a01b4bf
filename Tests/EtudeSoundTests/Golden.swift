import EtudeSound
import Foundation
import Testing

/// The golden numbers, read once a test.
struct Golden: Decodable {
  struct FrontEndCase: Decodable {
    let count: Int
    let frames: [Int]
    let largest_mel: Float
    let largest_power: Float
    let mel, db, mfcc, power: Packed
  }

  struct Descriptors: Decodable {
    let chroma, centroid, bandwidth, rolloff, flatness, zero_crossings, rms, onsets, harmonic,
      percussive: Packed
    let tuning, tempo: Double
  }

  struct Shape: Decodable { let centroid, bandwidth: Packed }

  struct Scales: Decodable { let linear, logarithmic, htk, power: Packed }

  struct Resampled: Decodable {
    let from, to, samples, length: Int
    let first, middle, last: Packed
  }

  let front_end: [String: FrontEndCase]
  let scales: [String: Scales]
  let descriptors: [String: Descriptors]
  let shape: [String: Shape]
  let summary: [String: [Double]]
  let resampled: [Resampled]

  static func read() throws -> Golden {
    try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url("librosa.json")))
  }

  static func url(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Golden/" + name, withExtension: nil))
  }

  static func path(_ name: String) throws -> String { try url(name).path }
}

/// Little-endian float32 in base64.
struct Packed: Decodable {
  let values: [Float]

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let data = try #require(Data(base64Encoded: text))
    values = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}

/// The signals of Scripts/golden/sound.py.
enum Signals {
  static let rate = 22_050

  static func noise(_ count: Int, seed: UInt32 = 1) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Double(state >> 8) / 8_388_608 - 1
    }
  }

  static func tones(_ count: Int, rate: Int = rate) -> [Float] {
    (0..<count).map { index in
      let time = Double(index) / Double(rate)
      let glide = 2 * Double.pi * (200 * time + 450 * time * time)
      return Float(
        0.4 * sin(2 * .pi * 440 * time) + 0.2 * sin(2 * .pi * 1318.51 * time) + 0.1 * sin(glide))
    }
  }

  static func clicks(_ count: Int) -> [Float] {
    zip(0..<count, noise(count)).map { index, noise in
      let time = (Double(index) / Double(rate)).truncatingRemainder(dividingBy: 60 / 128)
      return Float(0.8 * exp(-60 * time) * noise)
    }
  }

  static func named(_ name: String) throws -> [Float] {
    switch name {
    case "tones", "htk", "odd": tones(3 * rate)
    case "pure": (0..<rate).map { Float(0.5 * sin(2 * .pi * 0.11 * Double($0))) }
    case "offset": Array(repeating: 0.5, count: rate)
    case "noise": noise(3 * rate).map { Float(0.3 * $0) }
    case "clicks": clicks(8 * rate)
    case "brief": tones(1000)
    default: try AudioFile.decode(Golden.path("supertux_airship_2.0.flac")).sound.samples
    }
  }
}

/// Requires every element to lie within `absolute` + `relative` · |expected|.
func expectClose(
  _ actual: [Float], _ expected: [Float], absolute: Float, relative: Float = 0, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, "\(what)", sourceLocation: sourceLocation)
  let faults = zip(actual, expected).enumerated().filter { _, pair in
    !(abs(pair.0 - pair.1) <= absolute + relative * abs(pair.1))
  }
  #expect(
    faults.isEmpty,
    "\(what): \(faults.count) of \(expected.count) differ, first \(String(describing: faults.first))",
    sourceLocation: sourceLocation)
}
