import EtudeLessons
import EtudeSession

extension Offers {
  /// The names of lessons behind the word `lesson`; nil where the line is something else.
  static func lessons(endOf line: String) -> Offers? {
    let name = line.drop { $0 != " " }.drop { $0 == " " || $0 == "\"" }
    guard line.hasPrefix("lesson "), name.allSatisfy(\.isLetter) else { return nil }
    return Offers(
      replaced: line.utf8.count - name.utf8.count..<line.utf8.count,
      candidates: Lesson.names.filter { $0.hasPrefix(name) }.map { .init($0, shown: $0, note: "") })
  }
}
