import EtudeCore
import EtudeLanguage
import EtudeLessons
import EtudeVerbs
import Foundation
import Testing

/// What the pages speak of exists, and what exists is spoken of.
@Suite("Pages") struct PagesTests {
  private static let top = (0..<3).reduce(#filePath) { path, _ in Paths.folder(of: path) } + "/"
  static let names = [
    "README.md", "Docs/Language.md", "Docs/Tutorial.md", "Docs/Concepts.md", "Docs/Start.md",
    "Docs/Numbers.md",
    "Docs/Teaching.md",
  ]

  /// Words that are none of the language's: of the terminal, of a network's layers, of other programs.
  private static let others: Set<String> = [
    "help", "fluidsynth", "openmpt123", "safetensors", "batchnorm1", "conv1", "value", "NO_COLOR",
  ]

  /// A page: blocks of code with their languages, and what stands between backticks in the text around them.
  struct Page {
    var blocks: [(language: String, text: String)] = []
    var spans: [String] = []

    init(_ name: String) throws {
      let text = String(decoding: try WholeFile.read(PagesTests.top + name), as: UTF8.self)
      for (index, part) in text.components(separatedBy: "```").enumerated() {
        if index % 2 == 1 {
          let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
          blocks.append((String(lines[0]), lines.count > 1 ? String(lines[1]) : ""))
        } else {
          let pieces = part.components(separatedBy: "`").enumerated()
          spans += pieces.filter { $0.offset % 2 == 1 }.map(\.element)
        }
      }
    }

    /// Blocks that are statements; of a dialogue, what stands behind the prompts.
    var scripts: [String] {
      blocks.filter { ["", "etude"].contains($0.language) }.map { block in
        guard block.text.contains("] › ") else { return block.text }
        return block.text.split(separator: "\n").compactMap { line in
          line.firstRange(of: "] › ").map { String(line[$0.upperBound...]) }
        }.joined(separator: "\n") + "\n"
      }
    }
  }

  private func problems(_ text: String) -> String? {
    let interpreter = Interpreter(
      vocabulary: .standard, predefined: ["session": (.kind(Kind("session")), { .nothing })])
    do {
      _ = try interpreter.check(SourceText(name: "page", text: text))
      return nil
    } catch { return error.rendered() }
  }

  @Test("Every block passes the checker", arguments: names) func blocks(_ name: String) throws {
    let scripts = try Page(name).scripts
    #expect(!scripts.isEmpty)
    let reference = String(decoding: try WholeFile.read(Self.top + "Docs/Reference.md"), as: UTF8.self)
    let isOneTalk = name.hasSuffix("Tutorial.md")
    for script in isOneTalk ? [scripts.joined()] : scripts {
      let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
      for command in lines where command.hasPrefix(".") {
        #expect(reference.contains("`\(command.split(separator: " ")[0])"), "\(command)")
      }
      let statements = lines.filter { !$0.hasPrefix(".") }.joined(separator: "\n")
      let scene = isOneTalk ? "" : DeclarationTests.scene + "c = cv\nd = cv\n"
      #expect(problems(scene + statements + "\n") == nil)
    }
  }

  /// All words of the language: verbs, kinds, fields, options, what can be chosen.
  private static let known: Set<String> = {
    let vocabulary = Vocabulary.standard
    var words = Set(Reserved.words + vocabulary.verbs.keys + vocabulary.predefined.keys + ["session"])
    for kind in vocabulary.kinds.values { words.formUnion([kind.kind.name] + kind.fields.map(\.name)) }
    for option in vocabulary.verbs.values.flatMap(\.options) {
      words.insert(option.label)
      for case .choice(let choices) in option.accepts { words.formUnion(choices) }
    }
    return words.union(Unit.allCases.map(\.rawValue)).union(others).union(["lesson"] + Lesson.names)
  }()

  @Test("Every word, statement and path between backticks is one", arguments: names)
  func spans(_ name: String) throws {
    let page = try Page(name)
    let bound = page.scripts.joined().split(separator: "\n").compactMap { line in
      line.firstRange(of: " = ").map { String(line[..<$0.lowerBound]) }
    }
    let commands = try Self.commands()
    for span in page.spans {
      let words = span.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      if ["Docs/", "Examples/", "Scripts/", "Sources/", "Tests/"].contains(where: first.hasPrefix) {
        #expect(FileManager.default.fileExists(atPath: Self.top + first), "\(span)")
      } else if first == "etude", words.count > 1 {
        #expect(commands.contains(words[1]), "\(span)")
      } else if words.count == 1, first.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }) {
        let word = first.hasSuffix(":") ? String(first.dropLast()) : first
        let isRoom = FileManager.default.fileExists(atPath: Self.top + "Sources/" + word)
        #expect(Self.known.contains(word) || bound.contains(word) || isRoom, "\(span)")
      } else if Vocabulary.standard.verbs[first] != nil {
        let scene = DeclarationTests.scene + "idx = index songs\npieces = fitted\na = net\nb = net\n"
        let said = problems(scene + span + "\n")
        #expect(said == nil || problems(scene + "songs | " + span + "\n") == nil, "\(said ?? "")")
      }
    }
  }

  /// The commands that `etude` has, but the one that it does without a name.
  private static func commands() throws -> Set<String> {
    let folder = top + "Sources/etude/"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
    let texts = try files.map { String(decoding: try WholeFile.read(folder + $0), as: UTF8.self) }
    let names = texts.joined().components(separatedBy: "commandName: \"").dropFirst().compactMap {
      $0.split(separator: "\"").first.map(String.init)
    }
    return Set(names).subtracting(["etude", "statements"])
  }

  @Test("Every link between pages leads somewhere") func links() throws {
    let pages =
      ["README.md", "CONTRIBUTING.md"]
      + ["Docs/", "Docs/Lessons/"].flatMap { folder in
        Folder.names(in: Self.top + folder).filter { $0.hasSuffix(".md") }.map { folder + $0 }
      }
    #expect(pages.count > 20)
    for page in pages {
      let text = String(decoding: try WholeFile.read(Self.top + page), as: UTF8.self)
      for target in text.components(separatedBy: "](").dropFirst().compactMap({
        $0.split(separator: ")").first
      })
      where !target.contains("://") {
        let path =
          Self.top
          + page.prefix(upTo: page.lastIndex(of: "/").map { page.index(after: $0) } ?? page.startIndex)
        #expect(FileManager.default.fileExists(atPath: path + target), "\(page): \(target)")
      }
    }
  }

  @Test("What exists is documented") func documented() throws {
    let language = try Page("Docs/Language.md")
    let words = Set(language.spans.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) })
    for word in Reserved.words + Unit.allCases.map(\.rawValue) {
      #expect(words.contains(word), "\(word)")
    }
    let commands = try Self.commands()
    #expect(commands.count > 6)
    for command in commands {
      #expect(language.spans.contains { $0.hasPrefix("etude \(command)") }, "etude \(command)")
    }
    let text = String(decoding: try WholeFile.read(Self.top + "Docs/Language.md"), as: UTF8.self)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.lowercased() }
    for topic in LanguageTopic.all.keys {
      #expect(headings.contains { $0.contains(topic) }, "\(topic)")
    }
    let reference = String(decoding: try WholeFile.read(Self.top + "Docs/Reference.md"), as: UTF8.self)
    let verbs = Vocabulary.standard.verbs.keys.filter { !reference.contains("\n### \($0)\n") }
    let kinds = Vocabulary.standard.kinds.keys.filter { !reference.contains("\n| \($0) |") }
    #expect(verbs.isEmpty && kinds.isEmpty, "not in Docs/Reference.md")
    let pages = reference.split(separator: "\n").filter { $0.hasPrefix("### ") && !$0.hasPrefix("### .") }
    for page in pages { #expect(Vocabulary.standard.verbs[String(page.dropFirst(4))] != nil, "\(page)") }
  }
}
