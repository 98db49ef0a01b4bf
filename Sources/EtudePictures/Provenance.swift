/// Where a picture comes from, written into its file so that it can be made again.
public struct Provenance: Sendable, Hashable {
  /// The statement that made it.
  public var statement: String
  /// The script's seed.
  public var seed: UInt64
  /// The version of Étude.
  public var version: String
  /// The digest of the data it shows, as text; empty if there is none.
  public var data: String

  public init(statement: String = "", seed: UInt64 = 0, version: String, data: String = "") {
    self.statement = statement
    self.seed = seed
    self.version = version
    self.data = data
  }
}
