import EtudeCore
import EtudeREPL
import Glibc
import Testing

@Suite("Completion")
struct CompletionTests {
  @Test("The common beginning of the candidates")
  func commonPrefix() {
    func completion(_ texts: [String]) -> Completion {
      Completion(replaced: 0..<0, candidates: texts.map { .init($0) })
    }
    #expect(completion([]).commonPrefix == "")
    #expect(completion(["folds"]).commonPrefix == "folds")
    #expect(completion(["spectrogram", "split", "spread"]).commonPrefix == "sp")
    #expect(completion(["größe", "größer", "gras"]).commonPrefix == "gr")
    #expect(completion(["a", "b"]).commonPrefix == "")
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
    let offers = try #require(PathCompletion.offers(in: text))
    #expect(offers.candidates.map(\.text) == ["blue/", "blue moon.wav\"", "blues.wav\""])
    #expect(offers.candidates.map(\.shown) == ["blue/", "blue moon.wav", "blues.wav"])
    #expect(offers.replaced == (text.utf8.count - 2)..<text.utf8.count)
    #expect(PathCompletion.offers(in: "load '\(folder)/.")?.candidates.map(\.text) == [".hidden'"])
    #expect(PathCompletion.offers(in: "load \"\(folder)/x")?.candidates.isEmpty == true)
    for text in ["load", "load \"a\"", "# \"", "print \"a\\\"\" b"] {
      #expect(PathCompletion.offers(in: text) == nil)
    }
  }
}
