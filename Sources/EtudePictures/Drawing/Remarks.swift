/// A heading's remarks in lines: as many beside one another as have room, a long one over several lines.
struct Remarks {
  /// Lines that a picture has room for; what is left is cut in the last of them.
  private static let most = 3
  let lines: [String]

  /// - Parameters:
  ///   - width: pixels.
  ///   - size: of the letters, in pixels.
  init(_ remarks: [String], fitting width: Double, size: Double, _ ruler: CairoSurface?) {
    ruler?.lettering.setFont(size: size, bold: false)
    func fits(_ text: String) -> Bool {
      (ruler?.lettering.width(of: text) ?? Double(text.count) * size * 0.62) <= width
    }
    var lines: [String] = []
    for remark in remarks {
      if let last = lines.last, fits("\(last) · \(remark)") {
        lines[lines.count - 1] = "\(last) · \(remark)"
        continue
      }
      var words = remark.split(separator: " ").map(String.init)[...]
      while !words.isEmpty {
        var line = words.removeFirst()
        while let next = words.first, fits("\(line) \(next)") {
          line += " \(next)"
          words.removeFirst()
        }
        lines.append(line)
      }
    }
    guard lines.count > Self.most else {
      self.lines = lines
      return
    }
    self.lines = Array(lines.prefix(Self.most - 1)) + [lines.dropFirst(Self.most - 1).joined(separator: " ")]
  }
}
