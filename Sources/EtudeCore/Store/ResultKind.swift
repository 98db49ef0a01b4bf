/// A kind of stored results, which is kept apart from the others: `etude cache` says how much there is of each.
///
/// A room declares those that it keeps, in an extension.
public struct ResultKind: Hashable, Sendable {
  /// A word in small letters, the name of its folder.
  public let name: String
  /// What it is, for `etude cache`.
  public let meaning: String
  /// Whether all processors make the same bytes of it; floating-point work differs with the vector instructions.
  public let isExact: Bool
  /// Whether it took so long to make that now and then the disk is waited for, so that a loss of power loses little.
  public let isCostly: Bool

  /// A kind by its name; what is not exact is kept for each kind of processor apart.
  public init(_ name: String, _ meaning: String, isExact: Bool = false, isCostly: Bool = false) {
    self.name = name
    self.meaning = meaning
    self.isExact = isExact
    self.isCostly = isCostly
  }

  /// Kinds are one if their names are.
  public static func == (one: ResultKind, other: ResultKind) -> Bool { one.name == other.name }
  /// By the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
