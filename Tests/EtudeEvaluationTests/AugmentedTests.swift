import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeNetworks
import EtudeSound
import Foundation
import Testing

/// Altered copies are learned from, and from nothing else than the training part.
@Suite struct AugmentedTests {
  @Test func copiesBelongToTheTrainingPartAlone() throws {
    let data = tones(4)
    var asked = try experiment(data, epochs: 2)
    let plan = try FoldPlan.make(data, count: 2, seed: 7)
    let plain = try asked.crossValidate(plan: plan, work: Work())
    asked.variations = [.pitch, .noise]
    let result = try asked.crossValidate(plan: plan, work: Work())
    // Every item is tested once, as it is; what is counted as trained on are songs.
    #expect(Set(result.items.map(\.name)) == Set(data.names) && result.items.count == data.count)
    #expect(result.folds.map(\.train) == plain.folds.map(\.train))
    #expect(result.leakage?.duplicate == 0 && result.data == plain.data)
    #expect(result.items.map(\.probabilities) != plain.items.map(\.probabilities))
    #expect(try asked.crossValidate(plan: plan, work: Work()).digest == result.digest)
  }

  @Test func frozenLayersSeeTheCopiesToo() throws {
    var asked = try experiment(tones(4), [.conv(filters: 4), .relu])
    asked.model = try asked.model.frozen().appending(.knn(neighbours: 3))
    let plain = try asked.train(work: Work()).fitted
    asked.variations = [.stretch, .gain]
    let fitted = try asked.train(work: Work()).fitted
    #expect(plain.weights["knn.labels"]?.count == 12 && fitted.weights["knn.labels"]?.count == 36)
    #expect(fitted.learnedLength == plain.learnedLength)
  }

  /// What frozen layers give for a copy is kept as that of a song is: another classifier behind them makes none anew.
  @Test(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) func copiesAreKeptBehindFrozenLayers() throws {
    let folder = NSTemporaryDirectory() + "etude-copies-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for kind in [LayerKind.knn(neighbours: 3), .svm()] {
      var asked = try experiment(tones(4))
      asked.model = try Model([.mobilenetv2(weights: .imagenet), .globalpool]).frozen().appending(kind)
      asked.variations = [.noise, .gain]
      _ = try asked.train(work: Work(store: ResultStore(folder: folder)))
      let kept = ResultStore(folder: folder).sizes().first { $0.kind == "features" }
      // Of each copy its columns, and their mean.
      #expect(kept?.entries == 2 * (12 + 24))
    }
  }

  @Test func anAlteredClipHasADigestOfItsOwn() throws {
    let set = try experiment(tones(2)).examples
    let (larger, variants) = try set.adding([.gain, .noise], of: [1, 3])
    #expect(larger.count == set.count + 4 && variants == [1: [6, 7], 3: [8, 9]])
    #expect(Set((0..<larger.count).map(larger.digest)).count == larger.count)
    #expect(larger.digest(1) == set.digest(1))
    #expect(larger.dataset.labelIndices[6] == larger.dataset.labelIndices[1])
    #expect(try larger.frames(7) != larger.frames(1))
  }
}
