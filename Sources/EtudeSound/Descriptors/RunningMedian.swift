/// The median of the last 31 values of a series, for sixteen series side by side.
///
/// The values are kept in order in every lane; one leaves and one comes in without a branch.
struct RunningMedian: ~Copyable {
  /// Values in the window.
  static let window = 31
  private let sorted: UnsafeMutablePointer<Lanes>

  init() {
    sorted = .allocate(capacity: Self.window + 1)
    clear()
  }

  deinit { sorted.deallocate() }

  /// Forgets all values; the median means nothing until 31 have come in.
  func clear() { sorted.initialize(repeating: Lanes(repeating: .infinity), count: Self.window + 1) }

  /// The middle value of each lane.
  var median: Lanes { sorted[Self.window / 2] }

  /// Takes in a value a lane.
  @inline(__always)
  func insert(_ values: Lanes) {
    var carried = values
    for place in 0..<Self.window {
      let held = sorted[place]
      let isSmaller = carried .< held
      sorted[place] = held.replacing(with: carried, where: isSmaller)
      carried = carried.replacing(with: held, where: isSmaller)
    }
  }

  /// Takes out values that are in the window.
  @inline(__always)
  func remove(_ values: Lanes) {
    // What is not smaller moves down a place: equal ones are as good as each other.
    for place in 0..<Self.window {
      let held = sorted[place]
      sorted[place] = sorted[place + 1].replacing(with: held, where: held .< values)
    }
  }
}

/// Where a place beyond the ends of `count` values is mirrored to, the outermost repeated (scipy's `reflect`).
func mirrored(_ index: Int, _ count: Int) -> Int {
  let period = 2 * count
  let place = ((index % period) + period) % period
  return place < count ? place : period - 1 - place
}
