import EtudeCore
import Foundation
import Testing

/// The guide for contributors names files and folders that are there.
@Suite struct ContributingTests {
  private static let top = (0..<3).reduce(#filePath) { path, _ in Paths.folder(of: path) }

  @Test func everyPathIsThere() throws {
    let text = String(decoding: try WholeFile.read(Self.top + "/CONTRIBUTING.md"), as: UTF8.self)
    let paths = text.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map {
      String($0.element)
    }
    .filter { $0.hasPrefix("Sources/") || $0.hasPrefix("Tests/") || $0.hasPrefix("Scripts/") }
    #expect(paths.count > 15)
    for path in paths {
      #expect(FileManager.default.fileExists(atPath: "\(Self.top)/\(path)"), "\(path)")
    }
  }
}
