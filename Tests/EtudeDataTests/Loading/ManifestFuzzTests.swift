import EtudeCore
import EtudeData
import Testing

/// Damaged manifests give a dataset or a clear failure, never a crash.
@Suite struct ManifestFuzzTests {
  @Test func damagedManifests() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let whole = Array(
      """
      file,label,track,artist,start,length
      blues/blues.00000.wav,blues,"t, 1",B. B.,0.25,0.5
      "blues/blues.00001.wav",blues,,"say ""hi""\",,
      jazz/jazz.00000.wav,jazz,t2,,1e-1,
      jazz/jazz.00001.wav,"ja
      zz",t3,Ella,,0.5

      """.utf8)
    let hostile = ["\"", ",", "\n", "\r", "\t", "\0", ";", "\u{FEFF}", "-1", "1e308", "../", "\\", "é"].map {
      Array($0.utf8)
    }
    var read = 0
    var refused = 0
    for number in 0..<600 {
      var stream = RandomStream(seed: UInt64(number), purpose: "damage")
      var bytes = whole
      for _ in 0...stream.below(4) where !bytes.isEmpty {
        let place = stream.below(bytes.count)
        switch stream.below(5) {
        case 0: bytes[place] = UInt8(stream.below(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: hostile[stream.below(hostile.count)], at: place)
        case 3: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
        }
      }
      try WholeFile.write(bytes, to: scratch("m.csv"))
      do {
        let dataset = try DatasetLoader.load(scratch("m.csv"))
        #expect(!dataset.clips.isEmpty && Set(dataset.names).count == dataset.count)
        read += 1
      } catch {
        let failure = try #require(error as? Failure)
        #expect(failure.kind == .input && !failure.cause.contains("\n") && failure.fix != nil)
        refused += 1
      }
    }
    #expect(read > 100 && refused > 50)
  }
}
