import EtudeCore
import Foundation
import Testing

@Suite struct DiskCacheFloatsTests {
  private func inCache(_ body: (DiskCache) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "etude-cache-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(DiskCache(folder: folder))
  }

  private let key = Digest.build { $0.append("floats") }

  /// Also more of them than are written at once, and as bytes by the cache's other half.
  @Test(arguments: [1, 1000, (1 << 20) + 1, 2_500_003]) func areReadAsTheyWereWritten(count: Int) throws {
    try inCache { cache in
      let floats = (0..<count).map { Float($0) * 0.37 - 5 }
      cache.write(floats, for: key)
      #expect(cache.floats(key) == floats)
      #expect(cache.floats(key, count: count) == floats)
      #expect(cache.floats(key, count: count + 1) == nil)
      #expect(cache.read(key) == floats.withUnsafeBytes { Array($0) })
      cache.write(floats.withUnsafeBytes { Array($0) }, for: key)
      #expect(cache.floats(key) == floats)
    }
  }

  @Test func damagedOnesAreRemoved() throws {
    try inCache { cache in
      for damage in [0, 7, 4000, 4031] {
        cache.write([Float](repeating: 2, count: 1000), for: key)
        let hex = key.hex
        let path = "\(cache.folder)/\(hex.prefix(2))/\(hex.dropFirst(2))"
        var bytes = try WholeFile.read(path)
        bytes[damage] ^= 1
        try WholeFile.write(bytes, to: path)
        #expect(cache.floats(key) == nil)
        #expect(cache.usage().entries == 0)
      }
    }
  }

  @Test func stopWhenTheyAreToldTo() throws {
    try inCache { cache in
      let cancellation = Cancellation()
      let floats: [Float] = [1, 2, 3]
      cancellation.request()
      cache.write(floats, for: key, cancellation: cancellation)
      #expect(cache.usage().entries == 0)
      cache.write(floats, for: key)
      #expect(cache.floats(key, cancellation: cancellation) == nil)
      #expect(cache.floats(key) == floats)
    }
  }
}
