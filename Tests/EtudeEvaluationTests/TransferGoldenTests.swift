import EtudeCore
import EtudeData
import EtudeNetworks
import EtudeSound
import Foundation
import Testing

/// From a file of sound to the 1280 features that PyTorch's MobileNetV2 makes of librosa's picture of it.
@Suite("From sound to features") struct TransferGoldenTests {
  private struct Golden: Decodable {
    struct Clip: Decodable {
      struct Pooled: Decodable { let all1280: [Double] }
      let gap: Pooled
    }
    let clip: Clip
  }

  @Test(
    "A clip's features correlate with PyTorch's to 0.999",
    .enabled(if: PretrainedWeights.mobilenetv2.isPresent))
  func features() throws {
    let folder = Paths.folder(of: Paths.folder(of: #filePath)) + "/EtudeSoundTests/Golden"
    let path = folder + "/supertux_airship_2.0"
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: URL(fileURLWithPath: path + ".json"))
    ).clip.gap.all1280
    let clip = Clip(name: "airship", source: .file(path: path + ".flac"))
    let examples = try SpectrogramSet(Dataset([clip]), settings: SpectrogramSettings())
    let model = try Model([.mobilenetv2(weights: .imagenet)]).frozen()
    let own = try EtudeNetworks.features(model, examples: examples, items: [0], work: Work(threads: 2))[0]
      .map(Double.init)
    #expect(own.count == golden.count)
    #expect(correlation(own, golden) >= 0.999)
    let difference = zip(own, golden).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(golden.count)
    #expect(difference <= 0.012)
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    var (both, ofA, ofB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      both += (x - meanA) * (y - meanB)
      ofA += (x - meanA) * (x - meanA)
      ofB += (y - meanB) * (y - meanB)
    }
    return both / (ofA * ofB).squareRoot()
  }
}
