/// A bar with its name.
public struct Bar: Sendable, Hashable {
  public var name: String
  public var value: Double
  /// Drawn as a whisker, if there is one.
  public var interval: ClosedRange<Double>?

  public init(_ name: String, _ value: Double, interval: ClosedRange<Double>? = nil) {
    self.name = name
    self.value = value
    self.interval = interval
  }
}

extension Picture {
  /// Named values as bars from 0, in the order given.
  ///
  /// - Parameter axis: what the values are, such as `F1` or `items`.
  public static func bars(
    _ bars: [Bar], axis: String = "", title: String = "", size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
