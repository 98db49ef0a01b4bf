import EtudeCore
import Foundation
import Testing

/// Scripts with what they must give, in comments: `#> ` before a line that is printed, `#! ` before words of the error
/// that ends it, `#~ ` before words of a warning.
@Suite("Scripts with expected output") struct ScriptTests {
  static let names = Folder.names(in: folder).filter { $0.hasSuffix(".etude") }
  static let folder = Bundle.module.bundlePath + "/Scripts"

  @Test(arguments: names) func script(_ name: String) throws {
    let text = String(decoding: try WholeFile.read(Self.folder + "/" + name), as: UTF8.self)
    func expected(_ mark: String) -> [String] {
      text.split(separator: "\n").filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    }
    let outcome = try Bench().run(text)
    #expect(outcome.output.flatMap { $0.split(separator: "\n").map(String.init) } == expected("#> "))
    for words in expected("#~ ") { #expect(outcome.warnings.contains { $0.contains(words) }) }
    if expected("#! ").isEmpty { #expect(outcome.error == nil) }
    for words in expected("#! ") {
      #expect(outcome.error?.contains(words) == true, "\(outcome.error ?? "no error")")
    }
  }

  @Test func thereAreScripts() { #expect(Self.names.count >= 8) }
}
