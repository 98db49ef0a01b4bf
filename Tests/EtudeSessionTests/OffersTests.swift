import EtudeCore
import EtudeSession
import Glibc
import Testing

@Suite("What TAB offers")
struct OffersTests {
  @Test("The common beginning of the candidates")
  func commonPrefix() {
    func offers(_ texts: [String]) -> Offers {
      Offers(replaced: 0..<0, candidates: texts.map { .init($0) })
    }
    #expect(offers([]).commonPrefix == "")
    #expect(offers(["folds"]).commonPrefix == "folds")
    #expect(offers(["spectrogram", "split", "spread"]).commonPrefix == "sp")
    #expect(offers(["größe", "größer", "gras"]).commonPrefix == "gr")
    #expect(offers(["a", "b"]).commonPrefix == "")
  }

  @Test("Paths are offered inside quotes only, folders with a slash, files with the closing quote")
  func paths() throws {
    var template = Array("/tmp/etude-paths-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for name in ["blues.wav", "blue moon.wav", ".hidden"] { unlink("\(folder)/\(name)") }
      rmdir(folder + "/blue")
      rmdir(folder)
    }
    for name in ["blues.wav", "blue moon.wav", ".hidden"] { try WholeFile.write("", to: "\(folder)/\(name)") }
    try WholeFile.makeFolder(folder + "/blue")

    let text = "ö = load \"\(folder)/bl"
    let offers = try #require(PathOffers.offers(in: text))
    #expect(offers.candidates.map(\.text) == ["blue/", "blue moon.wav\"", "blues.wav\""])
    #expect(offers.candidates.map(\.shown) == ["blue/", "blue moon.wav", "blues.wav"])
    #expect(offers.replaced == (text.utf8.count - 2)..<text.utf8.count)
    #expect(PathOffers.offers(in: "load '\(folder)/.")?.candidates.map(\.text) == [".hidden'"])
    #expect(PathOffers.offers(in: "load \"\(folder)/x")?.candidates.isEmpty == true)
    for text in ["load", "load \"a\"", "# \"", "print \"a\\\"\" b"] {
      #expect(PathOffers.offers(in: text) == nil)
    }
  }
}
