import EtudeCore

/// What a picture says in letters and lines of bars, for a terminal too coarse for small letters.
public enum TextForm: Sendable, Hashable {
  /// Names with a value each: how far its bar reaches, 0 … 1, and how it is written.
  case bars([TextBar])
  /// The headings and the rows; the first column to the left, the others to the right.
  case table(columns: [String], rows: [[String]])

  /// The lines, none of more than `width` columns.
  public func lines(width: Int) -> [String] {
    switch self {
    case .bars(let bars): Self.lines(bars, width: width)
    case .table(let columns, let rows): Self.lines([columns] + rows, width: width)
    }
  }

  private static func lines(_ bars: [TextBar], width: Int) -> [String] {
    let values = bars.map(\.value.columns).max() ?? 0
    let names = min(bars.map(\.name.columns).max() ?? 0, width / 3)
    let room = max(4, min(60, width - names - values - 4))
    let cut = NameCutting.cut(bars.map(\.name)) { $0.columns <= names }
    return zip(bars, cut).map { bar, name in
      let line =
        name.cut(toColumns: names).padded(toColumns: names) + "  "
        + block(bar.share, room: room).padded(toColumns: room) + "  "
        + String(repeating: " ", count: values - bar.value.columns) + bar.value
      return line.cut(toColumns: width)
    }
  }

  /// A bar in eighths of a column.
  private static func block(_ share: Double, room: Int) -> String {
    guard share.isFinite else { return "" }
    let eighths = Int((min(1, max(0, share)) * Double(room * 8)).rounded())
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + part
  }

  /// Columns as narrow as they need be, headings cut to what there is room for.
  private static func lines(_ rows: [[String]], width: Int) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    guard count > 0, let head = rows.first else { return [] }
    let needed = (0..<count).map { column in
      rows.dropFirst().map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
    let first = min(max(needed[0], head[0].columns), width / 3)
    func cut(to most: Int) -> [Int] {
      (0..<count).map { column in
        column == 0 ? first : max(needed[column], min(head[column].columns, most))
      }
    }
    // Short headings leave their room to long ones: the widest cut with which all stand on the line.
    let longest = head.map(\.columns).max() ?? 0
    let most = (0...longest).last { cut(to: $0).reduce(0, +) + count - 1 <= width } ?? 0
    let widths = cut(to: most)
    // The headings stand for the same names as the rows, so both are told apart alike.
    let names = NameCutting.cut(rows.map { $0.first ?? "" }) { $0.columns <= first }
    return zip(rows, names).map { row, name in
      let cells = row.enumerated().map { column, cell in
        let cut = (column == 0 ? name : cell).cut(toColumns: widths[column])
        let space = String(repeating: " ", count: max(0, widths[column] - cut.columns))
        return column == 0 ? cut + space : space + cut
      }
      return cells.joined(separator: " ").cut(toColumns: width)
    }
  }
}

/// A bar of letters: its name, how far it reaches, 0 … 1, and how its value is written.
public struct TextBar: Sendable, Hashable {
  public var name: String
  public var share: Double
  public var value: String

  public init(_ name: String, share: Double, value: String) {
    self.name = name
    self.share = share
    self.value = value
  }
}
