import EtudeCore

/// Warnings of one kind: the first few are told one by one, the rest are counted. Strictly, the first is an error.
struct Warnings {
  private let strict: Bool
  private let fix: String
  private var messages: [String] = []

  /// - Parameter fix: what to do, said with a strict loading's error.
  init(strict: Bool, fix: String) {
    self.strict = strict
    self.fix = fix
  }

  mutating func add(_ message: String) throws {
    if strict { throw Failure.input(message, fix: fix) }
    messages.append(message)
  }

  /// Tells them.
  ///
  /// - Parameter sum: what is said of all of them where not each is told.
  func tell(_ work: Work, sum: String? = nil) {
    for message in messages.prefix(DataDefaults.shownWarnings) { work.warn(message) }
    let more = messages.count - DataDefaults.shownWarnings
    if more > 0 { work.warn("and \(more) more like these" + (sum.map { ": " + $0 } ?? "")) }
  }
}
