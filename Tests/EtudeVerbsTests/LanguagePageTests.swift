import EtudeCore
import Testing

/// Every block of the page of the language runs, and prints what it says.
@Suite("The page of the language") struct LanguagePageTests {
  private static let page = #filePath.replacing(
    "Tests/EtudeVerbsTests/LanguagePageTests.swift", with: "Docs/Language.md")

  static let blocks: [String] = {
    guard let bytes = try? WholeFile.read(page) else { return [] }
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: "```etude\n").dropFirst()
    return parts.compactMap { $0.split(separator: "\n```").first.map(String.init) }
  }()

  @Test func thereAreBlocks() { #expect(Self.blocks.count >= 10) }

  @Test(arguments: blocks) func block(_ text: String) throws {
    let expected = text.split(separator: "\n").filter { $0.hasPrefix("#> ") }.map { String($0.dropFirst(3)) }
    let outcome = try Bench().run(text)
    #expect(outcome.error == nil)
    #expect(outcome.output.flatMap { $0.split(separator: "\n").map(String.init) } == expected)
  }
}
