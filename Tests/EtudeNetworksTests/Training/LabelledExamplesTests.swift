import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// Networks over sequences of the caller's own, without any sound.
@Suite struct LabelledExamplesTests {
  /// Rising and falling curves of unequal lengths.
  private func curves() throws -> LabelledExamples {
    let curves: [[[Float]]] = (0..<40).map { item in
      let slope: Float = item % 2 == 0 ? 0.1 : -0.1
      return (0..<20 + item % 7).map { step in [slope * Float(step) + Float(item % 5), Float(step % 3)] }
    }
    return try LabelledExamples(
      sequences: curves, labels: (0..<40).map { $0 % 2 == 0 ? "rising" : "falling" })
  }

  @Test func aNetworkOfThemLearnsAndIsReadBack() throws {
    let data = try curves()
    #expect(data.classes == ["rising", "falling"] && data.labels.prefix(3) == [0, 1, 0])
    let model = try Model([.gru(.init(units: 8)), .classify])
    let options = TrainingOptions(epochs: 40, learningRate: 1e-2)
    let fitted = try model.fit(data, options: options, seed: 1)
    let said = try fitted.predict(data)
    #expect(zip(said, data.labels).count { $0[$1] > 0.5 } >= 36)
    #expect(try model.fit(data, options: options, seed: 1).predict(data) == said)
    #expect(try model.fit(data, options: options, seed: 2).predict(data) != said)
    let path = NSTemporaryDirectory() + "etude-curves-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try fitted.save(to: path)
    #expect(try Fitted(loading: path).predict(data) == said)
  }

  @Test func whatCannotBeIsAnError() throws {
    for (sequences, labels) in [
      ([], []), ([[[1]]], []), ([[]], ["a"]), ([[[1], [1, 2]]], ["a"]), ([[[.nan]]], ["a"]),
    ] as [([[[Float]]], [String])] {
      #expect(throws: Failure.self) { try LabelledExamples(sequences: sequences, labels: labels) }
    }
    let images = try Model([.conv(filters: 2), .classify])
    #expect(throws: Failure.self) { try images.fit(curves()) }
  }
}
