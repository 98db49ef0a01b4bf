import EtudeCore
import Foundation
import Synchronization
import Testing

private func key(_ number: Int) -> Digest { Digest.build { $0.append(number) } }

/// What a test keeps under a key: it follows from the key, so that a wrong value is known for one.
private func value(_ number: Int, count: Int? = nil) -> [UInt8] {
  (0..<(count ?? number % 700)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
}

/// The files of a store that end so.
private func files(_ store: ResultStore, _ ending: String) -> [String] {
  let found = FileManager.default.enumerator(atPath: store.folder)?.compactMap { $0 as? String } ?? []
  return found.filter { $0.hasSuffix(ending) }.map { "\(store.folder)/\($0)" }.sorted()
}

@Suite struct ResultStoreTests {
  /// What stands on the disk; sums from Python's xxhash, over the key, the place, the count and the sum of the value.
  @Test(
    arguments: [
      (0, 0x7B089E003D141685), (1, 0x85C005BA64B4C642), (3, 0xA9828BB2BBB21A24), (4, 0x1E96E0E8F9AAA1EF),
      (7, 0x39319BCD03AEEE4F), (8, 0xE4EFB6FCB3ECD693), (15, 0x46DE82585643EAFE), (31, 0x910D1175D129DC95),
      (32, 0x430194927CCCCA1D), (33, 0xF46D58C19CD25EFA), (63, 0x4605E0A1886B55B9), (64, 0xCB36C57C29327B28),
      (100, 0x88B99F9DA5FEC9FF), (1000, 0x38C975F05B9C4610),
    ] as [(Int, UInt64)])
  func aLineEndsWithItsSum(count: Int, sum: UInt64) throws {
    try inStore { store in
      let value = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + 3) }
      store.keep(value, as: .trials, under: key(count))
      let line = try WholeFile.read(try #require(files(store, ".index").first))
      let last = line.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      #expect(line.count == 64 && last == sum)
    }
  }

  @Test func keepsAndReads() throws {
    try inStore { store in
      for number in 0..<500 { store.keep(value(number), as: .trials, under: key(number)) }
      for number in 0..<500 { #expect(store.bytes(.trials, key(number)) == value(number)) }
      #expect(store.bytes(.trials, key(500)) == nil)
      let other = ResultStore(folder: store.folder)
      for number in 0..<500 { #expect(other.bytes(.trials, key(number)) == value(number)) }
      #expect(other.sizes().map(\.kind) == ["trials"])
      #expect(other.usage().entries == 500)
      // Few files hold them all.
      #expect(files(store, ".index").count == 1)
    }
  }

  @Test func kindsAreApart() throws {
    try inStore { store in
      let exact = ResultKind("exact", "bytes that all processors make", isExact: true)
      store.keep([UInt8](repeating: 1, count: 3), as: .trials, under: key(1))
      store.keep([UInt8](repeating: 2, count: 3), as: exact, under: key(1))
      #expect(store.bytes(.trials, key(1)) == [1, 1, 1])
      #expect(store.bytes(exact, key(1)) == [2, 2, 2])
      #expect(store.sizes().map(\.kind) == ["exact", "trials"])
    }
  }

  @Test func freshPassesOverWhatWasStored() throws {
    try inStore { store in
      store.keep(value(9), as: .trials, under: key(9))
      let fresh = ResultStore(folder: store.folder, isFresh: true)
      #expect(fresh.bytes(.trials, key(9)) == nil)
      fresh.keep(value(10), as: .trials, under: key(10))
      #expect(fresh.bytes(.trials, key(10)) == value(10))
      fresh.refresh(.trials)
      #expect(fresh.bytes(.trials, key(9)) == nil)
      #expect(ResultStore(folder: store.folder).bytes(.trials, key(10)) == value(10))
    }
  }

  /// Two open stores are as two programs: their locks exclude each other.
  @Test func twoProgramsWriteAtOnce() throws {
    try inStore { store in
      let stores = [store, ResultStore(folder: store.folder), ResultStore(folder: store.folder)]
      _ = try parallelMap(3, threads: 3) { which in
        for number in 0..<400 where number % 3 == which {
          stores[which].keep(value(number), as: .trials, under: key(number))
        }
      }
      for store in stores {
        store.refresh(.trials)
        for number in 0..<400 { #expect(store.bytes(.trials, key(number)) == value(number)) }
      }
      #expect(files(store, ".index").count <= 3)
    }
  }

  @Test func aClaimIsOnes() throws {
    try inStore { store in
      let other = ResultStore(folder: store.folder)
      var claim = store.claim(key(1))
      #expect(claim != nil)
      #expect(other.claim(key(1)) == nil)
      #expect(store.claim(key(1)) == nil)
      #expect(other.claim(key(2)) != nil)
      withExtendedLifetime(claim) {}
      claim = nil
      #expect(other.claim(key(1)) != nil)
    }
  }

  @Test func whatWasUsedLongestAgoGoesFirst() throws {
    try inStore(limit: 64 * 1000) { store in
      // A segment is full with a thousand bytes.
      for number in 0..<30 { store.keep(value(number, count: 1000), as: .trials, under: key(number)) }
      let small = ResultStore(folder: store.folder, limit: 20_000)
      for path in files(small, ".data") {
        let times = [timespec(tv_sec: 1000, tv_nsec: 0), timespec(tv_sec: 1000, tv_nsec: 0)]
        utimensat(AT_FDCWD, path, times, 0)
      }
      #expect(small.bytes(.trials, key(3)) == value(3, count: 1000))
      small.prune()
      #expect(small.usage().bytes <= 20_000)
      #expect(small.usage().bytes > 15_000)
      let after = ResultStore(folder: store.folder)
      #expect(after.bytes(.trials, key(3)) == value(3, count: 1000))
    }
  }

  @Test func isBoundedWhileItIsFilled() throws {
    try inStore(limit: 64 * 1000) { store in
      for number in 0..<300 { store.keep(value(number, count: 1000), as: .trials, under: key(number)) }
      #expect(store.usage().bytes < 70_000)
      #expect(store.bytes(.trials, key(299)) == value(299, count: 1000))
    }
  }

  @Test func clearingLeavesNothing() throws {
    try inStore { store in
      store.keep(value(5), as: .trials, under: key(5))
      let former = store.folder + "/ab/" + String(repeating: "c", count: 62)
      try WholeFile.write("old", to: former)
      try WholeFile.write("not ours", to: store.folder + "/ab/notes")
      store.clear()
      #expect(store.bytes(.trials, key(5)) == nil)
      #expect(store.usage() == (0, 0))
      #expect(Folder.names(in: store.folder + "/ab") == ["notes"])
      store.keep(value(6), as: .trials, under: key(6))
      #expect(store.bytes(.trials, key(6)) == value(6))
    }
  }
}

/// Nothing wrong is ever read, whatever happens to the disk.
@Suite struct StoreFaultTests {
  /// The program is killed, or the disk is full, at each of the steps in turn, after some of the step's bytes.
  @Test(arguments: [false, true]) func atEveryWrite(isKilled: Bool) throws {
    var step = 0
    while true {
      let isOver = try inStoreThrough { folder in
        let count = Counter()
        let failing = step
        let disk = StoreDisk { what in
          let now = count.next()
          guard isKilled ? now >= failing : now == failing else { return .done }
          guard case .write(let bytes) = what, now == failing else { return .fails(ENOSPC, after: 0) }
          return .fails(ENOSPC, after: failing % 3 == 0 ? 0 : bytes * (failing % 7) / 7)
        }
        let store = ResultStore(folder: folder, limit: 64 * 2000, disk: disk)
        for number in 0..<12 { store.keep(value(number, count: 300), as: .trials, under: key(number)) }
        let steps = count.value
        var found = 0
        for reader in [store, ResultStore(folder: folder)] {
          found = 0
          for number in 0..<12 {
            let read = reader.bytes(.trials, key(number))
            #expect(read == nil || read == value(number, count: 300))
            found += read == nil ? 0 : 1
          }
        }
        // A disk that failed once costs one result at most, and what was written before a kill is there.
        if !isKilled { #expect(found >= 11) }
        // The next program goes on as if nothing had been.
        let next = ResultStore(folder: folder, limit: 64 * 2000)
        for number in 0..<12 { next.keep(value(number, count: 300), as: .trials, under: key(number)) }
        for number in 0..<12 {
          #expect(ResultStore(folder: folder).bytes(.trials, key(number)) == value(number, count: 300))
        }
        return steps <= failing
      }
      if isOver { break }
      step += 1
    }
    #expect(step > 24)
  }

  /// Bytes that are turned over, zeroed or cut off at random places, as a loss of power or a bad disk leaves them.
  @Test func whereverBytesAreDamaged() throws {
    var random = RandomStream(seed: 11, purpose: "damage") { $0.append("store") }
    for _ in 0..<200 {
      try inStore { store in
        for number in 0..<20 { store.keep(value(number, count: 100), as: .trials, under: key(number)) }
        for name in [".data", ".index"] where random.uniform() < 0.8 {
          let path = try #require(files(store, name).first)
          var bytes = try WholeFile.read(path)
          let place = Int(random.uniform() * Double(bytes.count - 1))
          let length = 1 + Int(random.uniform() * 64)
          switch Int(random.uniform() * 3) {
          case 0: bytes[place] ^= UInt8(1 + Int(random.uniform() * 254))
          case 1: for index in place..<min(bytes.count, place + length) { bytes[index] = 0 }
          default: bytes.removeLast(bytes.count - place)
          }
          // In its place: the file is the same one.
          let file = open(path, O_RDWR | O_TRUNC)
          defer { close(file) }
          _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        }
        for reader in [store, ResultStore(folder: store.folder)] {
          for number in 0..<20 {
            let read = reader.bytes(.trials, key(number))
            #expect(read == nil || read == value(number, count: 100))
          }
        }
        let next = ResultStore(folder: store.folder)
        for number in 0..<20 where next.bytes(.trials, key(number)) == nil {
          next.keep(value(number, count: 100), as: .trials, under: key(number))
        }
        for number in 0..<20 { #expect(next.bytes(.trials, key(number)) == value(number, count: 100)) }
      }
    }
  }

  private func inStoreThrough(_ body: (String) throws -> Bool) throws -> Bool {
    let folder = NSTemporaryDirectory() + "etude-store-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }
}

/// Counts steps, from any thread.
private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0 - 1
    }
  }

  var value: Int { count.withLock { $0 } }
}
