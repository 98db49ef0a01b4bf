import EtudeCore
import Glibc

/// Items whose sound view is a formula; each genre has a speed of its own.
struct SoundExamples: Examples {
  /// Windows of each item.
  var windows: [Int]
  var classes = 2

  var count: Int { windows.count }
  let imageSize = 0
  let bands = 1
  var labels: [Int] { windows.indices.map { $0 % classes } }

  func digest(_ item: Int) -> Digest {
    Digest.build {
      $0.append("formula")
      $0.append(item)
      $0.append(windows[item])
    }
  }

  func image(_ item: Int) throws -> RGBImage { throw Failure("no picture") }
  func frames(_ item: Int) throws -> Frames { throw Failure("no frames") }

  /// 2 + 2 sin(0.05 t) cos(0.3 b) + 0.5 sin(0.7 t + 0.11 b), in the first window of item 0; others are moved on.
  func sound(_ item: Int) throws -> LogMelWindows {
    var values: [Float] = []
    for window in 0..<windows[item] {
      for time in 0..<LogMelWindows.frames {
        for band in 0..<LogMelWindows.bands {
          let (t, b) = (Double(time), Double(band))
          let moved = Double(item * 7 + window)
          let slow = 2 * sin(0.05 * t + moved) * cos(0.3 * b)
          values.append(Float(2 + slow + 0.5 * sin(0.7 * t + 0.11 * b * Double(item % classes + 1))))
        }
      }
    }
    return LogMelWindows(count: windows[item], values: values)
  }
}
