import EtudeCore
import EtudeLanguage
import EtudeSession

/// Options that say something of a session alone.
enum SessionAlone {
  /// - Throws: a failure of the option for a value of another type.
  static func check(_ option: some OptionDeclaration, of type: ValueType) throws {
    guard type != .unknown, type != .kind(SessionValue.kind) else { return }
    throw OptionFailure(
      option.label,
      Failure("'\(option.label)' says something of a session alone", fix: "take '\(option.label):' out"))
  }
}
