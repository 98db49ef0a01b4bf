/// Positions of what is equal, so that many copies of a song are compared with others once.
struct EqualGroups<Key: Hashable> {
  /// What is equal in each group, in the order in which they come first.
  private(set) var keys: [Key] = []
  /// Positions in each group, rising.
  private(set) var members: [[Int]] = []

  var count: Int { keys.count }

  init(_ all: [Key]) {
    var groups: [Key: Int] = [:]
    for (position, key) in all.enumerated() {
      if let group = groups[key] {
        members[group].append(position)
      } else {
        groups[key] = count
        keys.append(key)
        members.append([position])
      }
    }
  }

  /// Each position of one group with each of another.
  func couples(_ first: Int, _ second: Int) -> [(Int, Int)] {
    members[first].flatMap { one in members[second].map { (one, $0) } }
  }
}
