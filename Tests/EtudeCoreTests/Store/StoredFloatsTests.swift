import EtudeCore
import Foundation
import Testing

/// A store in a folder that is gone afterwards.
func inStore(limit: Int = 4 << 30, _ body: (ResultStore) throws -> Void) throws {
  let folder = NSTemporaryDirectory() + "etude-store-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(ResultStore(folder: folder, limit: limit))
}

extension ResultKind {
  static let trials = ResultKind("trials", "what tests keep")
}

@Suite struct StoredFloatsTests {
  private let key = Digest.build { $0.append("floats") }

  /// Also more of them than are written at once, and as bytes.
  @Test(arguments: [1, 1000, (1 << 20) + 1, 2_500_003]) func areReadAsTheyWereWritten(count: Int) throws {
    try inStore { store in
      let floats = (0..<count).map { Float($0) * 0.37 - 5 }
      store.keep(floats, as: .trials, under: key)
      #expect(store.floats(.trials, key) == floats)
      #expect(store.floats(.trials, key, count: count) == floats)
      #expect(store.floats(.trials, key, count: count + 1) == nil)
      #expect(store.bytes(.trials, key) == floats.withUnsafeBytes { Array($0) })
      store.keep(floats.withUnsafeBytes { Array($0) }, as: .trials, under: key)
      #expect(store.floats(.trials, key) == floats)
      #expect(ResultStore(folder: store.folder).floats(.trials, key) == floats)
    }
  }

  @Test func stopWhenTheyAreToldTo() throws {
    try inStore { store in
      let cancellation = Cancellation()
      let floats: [Float] = [1, 2, 3]
      cancellation.request()
      store.keep(floats, as: .trials, under: key, cancellation: cancellation)
      #expect(store.usage().entries == 0)
      store.keep(floats, as: .trials, under: key)
      #expect(store.floats(.trials, key, cancellation: cancellation) == nil)
      #expect(store.floats(.trials, key) == floats)
    }
  }
}
