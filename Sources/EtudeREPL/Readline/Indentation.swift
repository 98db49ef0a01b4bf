/// How far the next line of a cell is indented, as `etude format` would lay it out.
package enum Indentation {
  private static let step = 2

  /// Spaces before the line that follows a text.
  package static func after(_ text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let last = lines.last else { return 0 }
    let own = last.prefix { $0 == " " }.count
    if leavesBracketOpen(last) { return own + step }
    var first = lines.count - 1
    while first > 0, endsInBar(lines[first - 1]) { first -= 1 }
    // A pipe goes on under its first line; what follows it stands where that began.
    let beginning = lines[first].prefix { $0 == " " }.count
    return endsInBar(last) ? (first == lines.count - 1 ? own + step : own) : beginning
  }

  /// The indentation of a closing bracket that begins a line: a step less than the line had.
  package static func closing(_ blank: String) -> Int { max(0, blank.count - step) }

  private static func endsInBar(_ line: Substring) -> Bool {
    CellText.isOpen(String(line)) && !leavesBracketOpen(line)
  }

  /// A line without what follows an open bracket is open whatever stands at its end.
  private static func leavesBracketOpen(_ line: Substring) -> Bool { CellText.isOpen(line + "\nx") }
}
