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

  @Test("After .cd folders alone are offered; after .time a statement's beginning beside its own words")
  func commands() throws {
    let folder = try temporaryFolder()
    try WholeFile.write("", to: folder + "/blues.wav")
    try WholeFile.makeFolder(folder + "/blue")
    let (session, _) = Seen.session()
    func offered(_ line: String) -> [String] {
      Offers.at(endOf: line, in: session, commands: SessionCommand.common).candidates.map(\.text)
    }
    #expect(offered(".cd \(folder)/bl") == ["blue/"])
    #expect(offered(".open \(folder)/bl") == ["blue/", "blues.wav "])
    #expect(offered(".time o") == ["on ", "off "])
    let all = offered(".time ")
    #expect(all.starts(with: ["on ", "off "]) && all.contains("measure "))
    #expect(offered(".time mea") == ["measure "])
    #expect(offered(".time measure wi") == ["with: "] || offered(".time measure wi") == ["with:"])
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
