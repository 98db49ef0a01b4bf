import EtudeCore
import EtudeLanguage
import FoundationEssentials

/// A Jupyter notebook as it lies on disk (nbformat 4).
struct NotebookFile {
  struct Cell {
    enum Kind { case code, prose }
    let kind: Kind
    let source: String
    /// The number in its prompt; nil if it never ran.
    let number: Int?
    /// The language that it says it is written in, where it says one of its own.
    let language: String?
  }

  let cells: [Cell]

  /// Whether a path is that of a notebook.
  static func isNotebook(_ path: String) -> Bool { path.lowercased().hasSuffix(".ipynb") }

  /// - Throws: `Failure` where it is no notebook, or one for another language.
  init(_ bytes: [UInt8], named name: String) throws {
    let file: Contents
    do {
      file = try JSONDecoder().decode(Contents.self, from: Data(bytes))
    } catch {
      throw Failure("\(name) is not a notebook that can be read", fix: "open it in Jupyter and save it again")
    }
    guard file.nbformat >= 4, let cells = file.cells else {
      throw Failure(
        "\(name) is a notebook of format \(file.nbformat)",
        fix: "write it anew: jupyter nbconvert --to notebook \(name)")
    }
    let language = file.metadata?.kernelspec?.language ?? file.metadata?.language_info?.name
    let kernel = file.metadata?.kernelspec?.name
    if let language = language ?? kernel, !Self.isEtude(language), kernel.map(Self.isEtude) != true {
      throw Failure(
        "\(name) is a notebook for \(language), not for Étude",
        fix: "choose the kernel Étude for it in Jupyter")
    }
    self.cells = cells.compactMap { cell in
      let kind: Cell.Kind? = ["code": .code, "markdown": .prose][cell.cell_type]
      let own =
        cell.metadata?.vscode?.languageId ?? cell.metadata?.language ?? cell.metadata?.kernel
        ?? cell.metadata?.polyglot_notebook?.kernelName ?? cell.metadata?.dotnet_interactive?.language
      return kind.map {
        Cell(
          kind: $0, source: cell.source.text, number: cell.execution_count,
          language: own.flatMap { Self.isEtude($0) ? nil : $0 })
      }
    }
  }

  private static func isEtude(_ name: String) -> Bool { ["etude", "étude"].contains(name.lowercased()) }
}

/// The keys of nbformat 4, as they are written there.
private struct Contents: Decodable {
  struct Kernel: Decodable {
    var name: String?
    var language: String?
  }
  struct Language: Decodable { var name: String? }
  struct Metadata: Decodable {
    var kernelspec: Kernel?
    var language_info: Language?
  }
  struct Editor: Decodable { var languageId: String? }
  struct Polyglot: Decodable {
    var kernelName: String?
    var language: String?
  }
  struct CellMetadata: Decodable {
    var vscode: Editor?
    var language: String?
    var kernel: String?
    var polyglot_notebook: Polyglot?
    var dotnet_interactive: Polyglot?

    private enum CodingKeys: String, CodingKey {
      case vscode, language, kernel, polyglot_notebook, dotnet_interactive
    }

    /// Whatever else stands under these keys says nothing of a language.
    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      vscode = try? values.decode(Editor.self, forKey: .vscode)
      language = try? values.decode(String.self, forKey: .language)
      kernel = try? values.decode(String.self, forKey: .kernel)
      polyglot_notebook = try? values.decode(Polyglot.self, forKey: .polyglot_notebook)
      dotnet_interactive = try? values.decode(Polyglot.self, forKey: .dotnet_interactive)
    }
  }
  /// One text, or a list of its lines.
  struct Source: Decodable {
    let text: String
    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = try (try? value.decode(String.self)) ?? value.decode([String].self).joined()
    }
  }
  struct Cell: Decodable {
    let cell_type: String
    let source: Source
    var execution_count: Int?
    var metadata: CellMetadata?
  }
  let nbformat: Int
  var metadata: Metadata?
  var cells: [Cell]?
}
