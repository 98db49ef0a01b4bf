import EtudeCore
import EtudeLanguage

/// A session as something to read: prose, code with what it showed, in order. Notebooks, pages and Markdown are written
/// from it.
public struct SessionDocument: Sendable {
  public let title: String
  let blocks: [Block]
  let vocabulary: Vocabulary

  enum Block: Sendable {
    /// Markdown, from comments.
    case prose(String)
    case code(CodeBlock)
  }

  struct CodeBlock: Sendable {
    /// The number in the prompt; nil for help and what was given up.
    let number: Int?
    let source: String
    let parts: [ShownPart]
    /// How long it took, where that is worth a word.
    let time: String?
    let seconds: Double
  }

  /// - Parameter all: whether what failed, help and what was given up are in it.
  /// - Throws: what making a picture throws.
  public init(_ record: SessionRecord, all: Bool = false) throws {
    var blocks: [Block] = []
    for cell in record.cells where all || cell.isWorthReading {
      let text = ProseAndCode(cell.source)
      if !text.before.isEmpty { blocks.append(.prose(text.before)) }
      if !text.code.isEmpty {
        blocks.append(
          .code(
            CodeBlock(
              number: cell.number, source: text.code, parts: try ShownPart.parts(of: cell),
              time: Elapsed.noted(cell.seconds), seconds: cell.seconds)))
      }
      if !text.after.isEmpty { blocks.append(.prose(text.after)) }
    }
    self.blocks = blocks
    vocabulary = record.vocabulary
    let headings = blocks.lazy.compactMap { block in
      if case .prose(let text) = block { MarkdownProse(text).firstHeading } else { nil }
    }
    title = headings.first ?? record.script.map(Self.name) ?? "Étude session"
  }

  /// `lab` for `songs/lab.etude`.
  private static func name(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.lastIndex(of: ".").map { $0 > name.startIndex ? String(name[..<$0]) : name } ?? name
  }
}

extension Cell {
  /// Whether a reader wants it, and a notebook can run it: no help, nothing that failed or was given up.
  fileprivate var isWorthReading: Bool {
    switch kind {
    case .help, .abandoned: return false
    case .prose: return true
    case .code:
      // What an interrupt stopped may have given a value; where something failed, what follows can stand only on what
      // was bound or written before it.
      switch exitStatus {
      case .done: return true
      case .interrupted: return value != nil
      default: return leftSomething
      }
    }
  }
}

extension SessionRecord {
  /// The session as a notebook. Throws what making a picture throws.
  public func notebook(all: Bool = false) throws -> String { try SessionDocument(self, all: all).notebook }

  /// The session as a page. Throws what making a picture throws.
  public func html(all: Bool = false) throws -> String { try SessionDocument(self, all: all).html }

  /// The session as Markdown. Throws what making a picture throws.
  public func markdown(named name: String = "session", all: Bool = false) throws -> MarkdownFiles {
    try SessionDocument(self, all: all).markdown(named: name)
  }
}
