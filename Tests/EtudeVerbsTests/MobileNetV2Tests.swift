import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// The pretrained network over real spectrograms of the full size against PyTorch's forward pass.
@Suite(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) struct MobileNetV2Tests {
  @Test func featuresOfSongsAreThoseOfPyTorch() throws {
    let file = Bundle.module.bundlePath + "/Golden/mobilenetv2.safetensors"
    let expected = try #require(try SafetensorsFile(reading: file).tensors["features"])
    let bench = try Bench()
    let outcome = bench.run(
      """
      mels = demo genres: 3 clips: 1 length: 10s | spectrogram
      export (features (mobilenetv2 | freeze) mels) to: "vectors.npy"
      """)
    #expect(outcome.error == nil)
    let bytes = try bench.file("vectors.npy").suffix(expected.count * 4)
    let values = Array(bytes).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    #expect(values.count == expected.count && expected.shape == [3, 1280])
    for (value, wanted) in zip(values, expected.values) {
      #expect(abs(value - wanted) <= 1e-3 * max(abs(wanted), 0.1))
    }
  }
}
