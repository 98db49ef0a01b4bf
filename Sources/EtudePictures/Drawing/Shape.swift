import EtudeCore
import EtudeSound

/// A place on a picture, in pixels from its upper left corner.
package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double
}

/// A rectangle on a picture, in pixels.
package struct Box: Sendable, Hashable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package var right: Double { x + width }
  package var bottom: Double { y + height }
  package var middle: Point { Point(x: x + width / 2, y: y + height / 2) }

  /// The rectangle without so much of each side.
  func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Box {
    Box(x: x + left, y: y + top, width: max(1, width - left - right), height: max(1, height - top - bottom))
  }
}

/// The forms that tell points of different genres apart without colour.
package enum Marker: Int, Sendable, Hashable, CaseIterable {
  case circle, square, triangle, diamond, cross, downTriangle, plus
}

/// Where a text lies against its point.
package enum Alignment: Sendable, Hashable { case start, middle, end }

/// A line of text.
package struct Label: Sendable, Hashable {
  package var text: String
  package var at: Point
  /// Pixels.
  package var size: Double
  package var color: Color = .ink
  package var across: Alignment = .start
  package var isBold = false
  /// Degrees, turned to the left.
  package var angle = 0.0
}

/// One thing on a picture.
package enum Shape: Sendable, Hashable {
  case rectangle(Box, Color)
  case line([Point], Color, width: Double, dashed: Bool)
  case polygon([Point], Color)
  case marker(Marker, at: Point, radius: Double, Color)
  /// Centred on its point's height.
  case text(Label)
  case image(Box, RGBImage, smooth: Bool)
}
