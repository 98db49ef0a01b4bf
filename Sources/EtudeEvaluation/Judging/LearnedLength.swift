import EtudeCore
import EtudeData
import EtudeNetworks

extension Fitted {
  private static let lengthNote = "length"
  private static let leakageNote = "validation leakage"

  /// Seconds of the songs that it learned from, their median; nil where its file does not say.
  public var learnedLength: Double? {
    get { notes[Self.lengthNote].flatMap { Double($0) }.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
    set { notes[Self.lengthNote] = newValue.map { "\($0)" } }
  }

  /// The leakage line of the items that its training was watched by; nil where there were none.
  public internal(set) var validationLeakage: String? {
    get { notes[Self.leakageNote] }
    set { notes[Self.leakageNote] = newValue }
  }
}

extension Dataset {
  /// The median length in seconds of some clips, as far as their lengths are known; nil where none is.
  public func medianLength(of positions: some Collection<Int>) -> Double? {
    let lengths = positions.compactMap { self[$0].length }.sorted()
    guard !lengths.isEmpty else { return nil }
    let upper = lengths[lengths.count / 2]
    return lengths.count % 2 == 1 ? upper : (lengths[lengths.count / 2 - 1] + upper) / 2
  }
}
