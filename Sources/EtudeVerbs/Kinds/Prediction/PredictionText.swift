import EtudeCore
import EtudePictures

/// A prediction in letters.
extension PredictionValue {
  private static let mostRows = 20

  /// How many genres are named of one song.
  private var named: Int { areTags && names.count == 1 ? 10 : 3 }

  /// The places of a row's likeliest genres; the first of equals comes first.
  private func likeliest(of row: Int) -> ArraySlice<Int> {
    let values = probabilities[row]
    return values.indices.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(named)
  }

  /// `rock 62.1 %, guitar 30.0 %`
  func likeliestWords(of row: Int) -> String {
    likeliest(of: row).map { "\(classes[$0]) \(Double(probabilities[row][$0]).percent)" }.joined(
      separator: ", ")
  }

  /// One song's likeliest genres with a bar each; of several songs a line each, whose bars are as high as a letter.
  var songLines: String {
    guard names.count == 1 else { return lines(songLine) }
    let bars = likeliest(of: 0).map { genre in
      let probability = Double(probabilities[0][genre])
      return TextBar(classes[genre].onOneLine, share: probability, value: probability.percent)
    }
    return ([names[0].onOneLine] + TextForm.bars(bars).lines(width: 60).map { "  " + $0 }).joined(
      separator: "\n")
  }

  private func songLine(_ row: Int) -> String {
    let cells = likeliest(of: row).map { genre in
      let probability = Double(probabilities[row][genre])
      return "\(Self.bar(probability)) \(classes[genre]) \(probability.percent)"
    }
    return ([names[row]] + cells).joined(separator: "  ")
  }

  /// A bar as high as a letter, in eighths.
  private static func bar(_ share: Double) -> Character {
    let bars = Array("▁▂▃▄▅▆▇█")
    return bars[min(7, max(0, Int((share * 8).rounded(.up)) - 1))]
  }

  /// A line a row, the first of many.
  func lines(_ line: (Int) -> String) -> String {
    let rows = probabilities.indices
    let more = rows.count > Self.mostRows ? ["… \(rows.count - Self.mostRows) more"] : []
    return (rows.prefix(Self.mostRows).map { line($0).onOneLine } + more).joined(separator: "\n")
  }
}
