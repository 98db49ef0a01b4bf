import EtudeCore
import Testing

/// The libraries' public declarations are documented. What `Scripts/docs` makes of it has a compiler for its links; that
/// there is a comment at all, nothing else sees.
@Suite struct DocumentationTests {
  private static let sources =
    (0..<3).reduce(#filePath) { path, _ in Paths.folder(of: path) } + "/Sources"
  private static let products = [
    "EtudeCore", "EtudeSound", "EtudeData", "EtudeNetworks", "EtudeONNX", "EtudeEvaluation",
    "EtudeRecommendation",
  ]

  private struct Page {
    let path: String
    let lines: [String]

    /// What is declared on a line, without attributes and indentation.
    func declaration(_ line: Int) -> Substring {
      var text = lines[line].drop(while: \.isWhitespace)
      while text.first == "@", let end = text.firstIndex(of: " ") {
        text = text[end...].drop(while: \.isWhitespace)
      }
      return text
    }

    func isDocumented(_ line: Int) -> Bool {
      let above = lines[..<line].last { !$0.drop(while: \.isWhitespace).hasPrefix("@") }
      return above?.drop(while: \.isWhitespace).hasPrefix("///") == true
    }

    /// Where something public is declared.
    var publicLines: [Int] { lines.indices.filter { declaration($0).hasPrefix("public ") } }
  }

  private static func pages(of folder: String) throws -> [Page] {
    try Folder.names(in: folder).sorted().flatMap { name -> [Page] in
      let path = folder + "/" + name
      guard name.hasSuffix(".swift") else { return try pages(of: path) }
      let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
      return [
        Page(
          path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      ]
    }
  }

  /// The word after `var`, `let` or `func`.
  private static func name(_ declaration: Substring) -> Substring? {
    let words = declaration.split { " (:<{".contains($0) }
    return words.firstIndex { ["var", "let", "func"].contains($0) }.flatMap {
      words.indices.contains($0 + 1) ? words[$0 + 1] : nil
    }
  }

  /// The documented requirements of public protocols, by the protocol's name: whoever meets one inherits its comment.
  private static func requirements(_ pages: [Page]) -> [Substring: Set<Substring>] {
    var requirements: [Substring: Set<Substring>] = [:]
    var parents: [Substring: [Substring]] = [:]
    for page in pages {
      for start in page.publicLines where page.declaration(start).hasPrefix("public protocol ") {
        let head = page.declaration(start).split { " :{,".contains($0) }.dropFirst(2)
        guard let protocolName = head.first else { continue }
        parents[protocolName] = Array(head.dropFirst())
        let end = page.lines[start...].firstIndex { $0.hasPrefix("}") } ?? start
        for line in start..<end where page.isDocumented(line) {
          if let name = name(page.declaration(line)) { requirements[protocolName, default: []].insert(name) }
        }
      }
    }
    return requirements.reduce(into: requirements) { all, one in
      for parent in parents[one.key] ?? [] { all[one.key]?.formUnion(requirements[parent] ?? []) }
    }
  }

  @Test("Every public declaration has a comment, its own or that of the requirement it meets")
  func comments() throws {
    let pages = try Self.products.flatMap { try Self.pages(of: Self.sources + "/" + $0) }
    #expect(pages.reduce(0) { $0 + $1.publicLines.count } > 900)
    let requirements = Self.requirements(pages)
    var missing: [String] = []
    for page in pages {
      let heads = page.lines.filter {
        $0.contains("struct ") || $0.contains("class ") || $0.contains("extension ")
      }
      let inherited = requirements.filter { name, _ in
        heads.contains {
          $0.contains(": \(name)") || $0.contains(", \(name)") || $0.contains("extension \(name)")
        }
      }
      .reduce(into: Set<Substring>()) { $0.formUnion($1.value) }
      for line in page.publicLines where !page.isDocumented(line) {
        let declaration = page.declaration(line)
        if let name = Self.name(declaration), inherited.contains(name) { continue }
        missing.append("\(page.path.dropFirst(Self.sources.count + 1)):\(line + 1): \(declaration)")
      }
    }
    #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
  }

  @Test("Every library has a catalog with an example and topics")
  func catalogs() throws {
    for product in Self.products {
      let catalog = "\(Self.sources)/\(product)/\(product).docc/\(product).md"
      let text = String(decoding: try WholeFile.read(catalog), as: UTF8.self)
      #expect(
        text.hasPrefix("# ``\(product)``\n") && text.contains("\n```swift\n")
          && text.contains("\n## Topics\n"))
    }
  }
}
