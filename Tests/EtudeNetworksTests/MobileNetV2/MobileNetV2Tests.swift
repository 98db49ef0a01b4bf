import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// The formula picture of the reference: pixel[c][y][x] = (3x + 5y + 7c·(x÷8 + y÷8)) mod 256.
private struct FormulaPicture: Examples {
  let imageSize: Int
  let bands = 1
  let count = 1

  func digest(_ item: Int) -> Digest { Digest.build { $0.append(imageSize) } }
  func frames(_ item: Int) throws -> Frames { Frames(bands: 1, count: 1, values: [0]) }

  func image(_ item: Int) throws -> RGBImage {
    var pixels: [UInt8] = []
    for y in 0..<imageSize {
      for x in 0..<imageSize {
        for c in 0..<3 { pixels.append(UInt8((3 * x + 5 * y + 7 * c * (x / 8 + y / 8)) % 256)) }
      }
    }
    return RGBImage(width: imageSize, height: imageSize, pixels: pixels)
  }
}

private struct Golden: Decodable {
  struct Numbers: Decodable {
    let first8: [Float]
    let sum: Float
    let max: Float
    let argmax: Int
  }
  let expected: [String: Numbers]

  static func load() throws -> Golden {
    try JSONDecoder().decode(Golden.self, from: Data(try WholeFile.read(golden("mobilenetv2-golden.json"))))
  }
}

@Suite(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) struct MobileNetV2Tests {
  @Test(arguments: [96, 128, 224]) func pooledFeaturesEqualTheReference(_ size: Int) throws {
    let expected = try #require(try Golden.load().expected["\(size)"])
    let model = try Model([.mobilenetv2(weights: .imagenet)]).frozen()
    for threads in [1, 2] {
      let rows = try features(
        model, examples: FormulaPicture(imageSize: size), items: [0], work: Work(threads: threads))
      let row = try #require(rows.first)
      #expect(row.count == 1280)
      for (got, wanted) in zip(row, expected.first8) {
        #expect(abs(got - wanted) <= 1e-3 * max(abs(wanted), 0.1))
      }
      #expect(abs(row.reduce(0, +) - expected.sum) <= 1e-3 * expected.sum)
      #expect(abs((row.max() ?? 0) - expected.max) <= 1e-3 * expected.max)
      #expect(row.firstIndex(of: row.max() ?? 0) == expected.argmax)
    }
  }
}
