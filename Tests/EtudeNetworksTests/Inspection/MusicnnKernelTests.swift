import EtudeCore
import EtudeNetworks
import Testing

/// musicnn's kernels as they are shown: the highest band first, time to the right.
@Suite(.enabled(if: PretrainedWeights.musicnnSongs.isPresent)) struct MusicnnKernelTests {
  @Test(arguments: [
    ("timbral1", [204, 1, 38, 7]), ("timbral2", [204, 1, 67, 7]), ("temporal1", [51, 1, 1, 128]),
    ("middle1", [64, 561, 1, 7]),
  ]) func kernelsAreTheWeightsTurned(name: String, shape: [Int]) throws {
    let model = try Model([.musicnn(weights: .songs), .classify])
    let kept = try #require(try PretrainedWeights.musicnnSongs.load()["\(name).weight"])
    let shown = try model.kernels(layer: name)
    #expect(shown.shape == shape && kept.shape == [shape[0], shape[1], shape[3], shape[2]])
    let (bands, frames) = (shape[2], shape[3])
    var random = RandomStream(seed: 1, purpose: "places in kernels")
    for _ in 0..<500 {
      let kernel = random.below(shape[0] * shape[1])
      let (band, frame) = (random.below(bands), random.below(frames))
      let size = bands * frames
      #expect(
        shown.values[kernel * size + (bands - 1 - band) * frames + frame]
          == kept.values[kernel * size + frame * bands + band])
    }
  }

  @Test func itsNameAndItsFrontStandForTheFirst() throws {
    let model = try Model([.musicnn(weights: .songs), .classify])
    let first = try model.kernels(layer: "timbral1")
    #expect(try model.kernels(layer: "musicnn") == first && model.kernels(layer: "front") == first)
    #expect(throws: Failure.self) { _ = try model.kernels(layer: "timbral9") }
  }
}
