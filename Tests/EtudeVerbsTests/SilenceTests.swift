import EtudeCore
import EtudeSound
import Testing

/// What is measured of silence is said to mean nothing, once, and is left out of tables.
@Suite("Measures of silence") struct SilenceTests {
  private func bench() throws -> Bench {
    let bench = try Bench()
    let still = [Float](repeating: 0, count: 22_050 * 3)
    try AudioFile.write(Sound(samples: still, rate: 22_050), to: bench.folder + "/still.wav")
    let tones = still.indices.map { Float($0 % 50) / 60 * ($0 % 11_025 < 4000 ? 1 : 0.1) }
    try AudioFile.write(Sound(samples: tones, rate: 22_050), to: bench.folder + "/tones.wav")
    return bench
  }

  @Test(
    "Each measure of a spectrum says it of silence, and of nothing else",
    arguments: [
      ("centroid", true), ("bandwidth", true), ("rolloff", true), ("flatness", true), ("chroma", true),
      ("tempo", true), ("rms", false), ("zerocrossings", false), ("onsets", false),
    ])
  func measures(verb: String, isTold: Bool) throws {
    let bench = try bench()
    for (file, told) in [("still", isTold ? 1 : 0), ("tones", 0)] {
      let show = verb == "chroma" ? "plot (\(verb) clip) to: \"x.png\"" : "x = \(verb) clip"
      let outcome = bench.run("clip = load \"\(file).wav\"\n\(show)")
      #expect(outcome.error == nil)
      #expect(outcome.warnings.count == told, "\(verb) of \(file): \(outcome.warnings)")
      for warning in outcome.warnings { #expect(warning.hasPrefix("still.wav "), "\(warning)") }
    }
  }

  @Test("The table of descriptors leaves empty what is not defined, and says so once")
  func table() throws {
    let bench = try bench()
    try WholeFile.write("file,label\nstill.wav,a\ntones.wav,b\n", to: bench.folder + "/m.csv")
    for _ in 0..<2 {
      let outcome = bench.run("export (descriptors (load \"m.csv\")) to: \"d.csv\"")
      #expect(outcome.error == nil)
      #expect(outcome.warnings.count { $0.contains("still.wav is silent") } == 1, "\(outcome.warnings)")
      let rows = String(decoding: try bench.file("d.csv"), as: UTF8.self).split(separator: "\r\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      let column = { (name: String) in rows.map { $0[rows[0].firstIndex(of: name) ?? 0] } }
      for name in ["tempo", "spectral_centroid_mean", "chroma_stft_var", "rolloff_mean", "flatness_mean"] {
        #expect(column(name)[1].isEmpty && !column(name)[2].isEmpty, "\(name)")
      }
      #expect(column("rms_mean")[1] == "0.0" && !column("mfcc1_mean")[1].isEmpty)
    }
  }
}
