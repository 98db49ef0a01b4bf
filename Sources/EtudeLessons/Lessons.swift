import EtudeCore
import EtudeLanguage

extension Lesson {
  /// The lesson of a name; a `Failure` says what there is instead.
  public static func named(_ name: String) throws -> Lesson {
    if let lesson = all.first(where: { $0.name == name.lowercased() }) { return lesson }
    let near =
      names.first { !name.isEmpty && $0.hasPrefix(name.lowercased()) }
      ?? Suggestion.nearest(to: name, among: names)
    throw Failure(
      "there is no lesson '\(name)'",
      fix: near.map { "did you mean '\($0)'?" } ?? "there are " + names.joined(separator: ", "))
  }

  /// The names of all lessons.
  public static var names: [String] { all.map(\.name) }

  /// The list of lessons: name and title a line, and how one is begun.
  ///
  /// - Parameter command: what stands before a lesson's name where the list is read.
  public static func list(command: String) -> String {
    let width = names.map(\.count).max() ?? 0
    let rows = all.map { "  " + $0.name.padded(toColumns: width + 2) + $0.title }
    return (["Lessons, some minutes each", ""] + rows + ["", "Begin with: \(command) \(names.first ?? "")"])
      .joined(separator: "\n")
  }
}
