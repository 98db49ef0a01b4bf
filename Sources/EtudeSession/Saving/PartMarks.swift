import EtudeCore
import EtudeLanguage

/// Two letters for each part of a value, enough to say which of its songs differ from those that a session was saved with.
struct PartMarks: Equatable {
  private let marks: [String]
  private let names: [String]

  /// Of more parts than this nothing is kept: the line would be longer than all others together.
  private static let most = 2000
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

  /// Nil for a value without parts, and for one of too many.
  init?(of value: Value) {
    guard case .object(let object as any PartedValue) = value, let count = object.count,
      (1...Self.most).contains(count)
    else { return nil }
    let parts = object.parts
    guard parts.count == count else { return nil }
    names = parts.map(\.name)
    marks = parts.map { part in
      String([part.digest.bytes[0], part.digest.bytes[1]].map { Self.letters[Int($0) % Self.letters.count] })
    }
  }

  /// Marks as they were written.
  init(_ text: String) {
    let letters = Array(text)
    names = []
    marks = stride(from: 0, to: letters.count - 1, by: 2).map { String(letters[$0...$0 + 1]) }
  }

  var text: String { marks.joined() }

  /// What differs from what was, in words: `'a.wav' and 2 more`, `1 is gone`; nil if nothing does.
  func differences(from was: PartMarks) -> String? {
    var new: [String] = []
    var gone = 0
    for change in marks.difference(from: was.marks) {
      switch change {
      case .insert(let offset, _, _): new.append(names[offset])
      case .remove: gone += 1
      }
    }
    let named = new.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = new.count > 3 ? " and \(new.count - 3) more" : ""
    let lost = gone - new.count
    let parts = [
      new.isEmpty ? nil : named + more, lost > 0 ? "\(lost) \(lost == 1 ? "is" : "are") gone" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
