import EtudeCore

extension Examples {
  /// Throws a `Failure` that names the first of `items` that there is not.
  func check(_ items: [Int]) throws {
    if let stray = items.first(where: { !(0..<count).contains($0) }) {
      throw Failure("there is no item \(stray) among \(count)", fix: "name items from 0 to \(count - 1)")
    }
  }

  /// The sound view of an item, which has a window or more and holds nothing but finite numbers.
  func checkedSound(_ item: Int) throws -> LogMelWindows {
    let windows = try sound(item)
    guard windows.count > 0, windows.values.areFinite else {
      throw Failure("item \(item) has no sound that a network can read", fix: "leave it out")
    }
    return windows
  }

  /// What is measured of an item: `count` finite numbers.
  func checkedDescriptors(_ item: Int, count: Int) throws -> [Float] {
    let values = try descriptors(item)
    guard values.count == count, values.areFinite else {
      throw Failure(
        "of item \(item) \(values.count) numbers are measured and the network wants \(count) finite ones",
        fix: "leave it out")
    }
    return values
  }

  /// The frames of an item, which have `bands` bands and hold nothing but finite numbers.
  func checkedFrames(_ item: Int, bands: Int) throws -> Frames {
    let frames = try frames(item)
    guard frames.bands == bands else {
      throw Failure(
        "item \(item) has \(frames.bands) bands and the network wants \(bands)",
        fix: "make the features with the same settings")
    }
    guard frames.values.areFinite else {
      throw Failure("item \(item) holds values that are no numbers", fix: "leave it out")
    }
    return frames
  }
}
