import Synchronization

/// The items of lists that grew from one another: a list that is another one and some more shares that one's items, so that a
/// loop which adds to a list item by item takes a time that grows with the items, not with their square.
final class ListStore: Sendable {
  typealias Item = (label: String?, value: Value)
  private let all: Mutex<[Item]>

  init(_ items: [Item]) { all = Mutex(items) }

  func items(_ count: Int) -> [Item] { all.withLock { count == $0.count ? $0 : Array($0.prefix(count)) } }

  func item(at index: Int) -> Item { all.withLock { $0[index] } }

  /// Items behind the first ones: in this store where nothing stands behind them yet, else in one of their own.
  func extended(from count: Int, by others: [Item]) -> ListStore {
    let isOwn = all.withLock { items in
      guard items.count == count else { return false }
      items.append(contentsOf: others)
      return true
    }
    return isOwn ? self : ListStore(items(count) + others)
  }
}
