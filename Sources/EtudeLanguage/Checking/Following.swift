/// How far the checker follows what values are: as far as a person writes them. A text or list that grows further, or one
/// more when much has been made already, is known by its type alone.
struct Following {
  /// Bytes of one text, or items of one list with all that they hold.
  static let longest = 10_000
  /// The same of all together.
  private var left = 1_000_000

  /// Turns of written loops that are followed one by one, and bytes of text that are gone through for that.
  private var turnsLeft: Int
  private var bytesLeft = 2_000_000
  /// Calls whose values are made while checking.
  private var callsLeft = 20_000

  /// - Parameter turns: of written loops that are followed one by one.
  init(turns: Int = 5000) { turnsLeft = turns }

  /// For a text that is only tried.
  static let trial = Following(turns: 100)

  /// Whether so many turns of a loop of so many bytes are followed one by one.
  mutating func follows(turns: Int, of bytes: Int) -> Bool {
    guard turns <= turnsLeft, turns * bytes <= bytesLeft else { return false }
    turnsLeft -= turns
    bytesLeft -= turns * bytes
    return true
  }

  /// Whether the value of one more call is made.
  mutating func followsCall() -> Bool {
    callsLeft -= 1
    return callsLeft >= 0
  }

  /// The value, or nil if it is not followed.
  mutating func follow(_ value: Value) -> Value? {
    let weight = value.weight
    guard weight <= Self.longest, weight <= left else { return nil }
    left -= weight
    return value
  }

  /// Whether a text of so many bytes is followed.
  mutating func follows(bytes: Int) -> Bool {
    guard bytes <= Self.longest, bytes <= left else { return false }
    left -= bytes
    return true
  }
}
