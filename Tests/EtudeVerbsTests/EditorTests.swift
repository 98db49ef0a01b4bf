import EtudeCore
import EtudeLanguage
import EtudeVerbs
import Foundation
import Testing

/// The files that editors colour scripts by are what the vocabulary makes.
@Suite("Editors") struct EditorTests {
  private static let folder =
    (0..<3).reduce(#filePath) { path, _ in Paths.folder(of: path) } + "/Editors/"

  @Test("Editors/ is what the vocabulary makes; if not, run: Scripts/made")
  func files() throws {
    for (name, text) in [
      ("etude.tmLanguage.json", TextMateGrammar.text(.standard)), ("etude.vim", VimSyntax.text(.standard)),
    ] {
      #expect(String(decoding: try WholeFile.read(Self.folder + name), as: UTF8.self) == text, "\(name)")
    }
  }

  @Test("The TextMate grammar is JSON whose patterns are regular expressions, and colours what it should")
  func patterns() throws {
    let json = try JSONSerialization.jsonObject(with: Data(TextMateGrammar.text(.standard).utf8))
    var rules: [(pattern: String, name: String)] = []
    func gather(_ value: Any) {
      if let list = value as? [Any] { list.forEach(gather) }
      guard let object = value as? [String: Any] else { return }
      for key in ["match", "begin", "end"] {
        if let pattern = object[key] as? String { rules.append((pattern, object["name"] as? String ?? "")) }
      }
      object.values.forEach(gather)
    }
    gather(json)
    #expect(rules.count > 12)
    for rule in rules { #expect(throws: Never.self) { try NSRegularExpression(pattern: rule.pattern) } }
    func matches(_ name: String, _ text: String) throws -> [String] {
      let pattern = try #require(rules.first { $0.name == name + ".etude" }).pattern
      let found = try NSRegularExpression(pattern: pattern).matches(
        in: text, range: NSRange(text.startIndex..., in: text))
      return found.compactMap { Range($0.range, in: text).map { String(text[$0]) } }
    }
    #expect(try matches("support.function", "cv = crossval net mels; fit = 3; gru") == ["crossval", "gru"])
    #expect(try matches("constant.numeric", "gru 64 lr: 1e-3 30% 2.5kHz") == ["64", "1e-3", "30%", "2.5kHz"])
    #expect(try matches("variable.parameter", "crossval net folds: 5") == ["folds"])
    #expect(
      try matches("keyword.control", "for x in xs { if x { } else { } }") == ["for", "in", "if", "else"])
  }
}
