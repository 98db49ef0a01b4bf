import EtudeCore

extension Examples {
  /// Throws a `Failure` that names the first of `items` that there is not.
  func check(_ items: [Int]) throws {
    if let stray = items.first(where: { !(0..<count).contains($0) }) {
      throw Failure("there is no item \(stray) among \(count)", fix: "name items from 0 to \(count - 1)")
    }
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
