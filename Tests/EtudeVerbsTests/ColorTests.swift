import Foundation
import Testing

@Suite struct ColorTests {
  @Test func aSpectrogramIsPlottedInItsOwnColors() throws {
    let bench = try Bench()
    let outcome = bench.run(
      """
      songs = demo genres: 1 clips: 1 length: 1s
      plot (spectrogram songs[0]) to: "standard.svg"
      plot (spectrogram songs[0] colors: "magma") to: "magma.svg"
      plot (spectrogram songs[0] colors: "viridis") to: "viridis.svg"
      """)
    #expect(outcome.error == nil)
    func pixels(_ name: String) throws -> Substring {
      let text = String(decoding: try bench.file(name), as: UTF8.self)
      let start = try #require(text.range(of: "base64,"))
      return text[start.upperBound...].prefix { $0 != "\"" }
    }
    #expect(try pixels("standard.svg") == pixels("magma.svg"))
    #expect(try pixels("viridis.svg") != pixels("magma.svg"))
  }
}
