/// The items whose confidence lies in one range.
public struct ReliabilityBin: Sendable, Hashable {
  /// Their mean confidence, 0 … 1.
  public var confidence: Double
  /// The share of them that is right, 0 … 1.
  public var accuracy: Double
  public var count: Int

  public init(confidence: Double, accuracy: Double, count: Int) {
    self.confidence = confidence
    self.accuracy = accuracy
    self.count = count
  }
}

extension Picture {
  /// How often a network is right when it is so sure: on the diagonal, it knows what it knows.
  public static func reliability(
    _ bins: [ReliabilityBin], title: String = "", size: PictureSize = .square
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
