import EtudeCore
import EtudeData
import EtudeNetworks
import EtudeSound

/// The windows in which long sound is asked: as long as what a network learned from, since it knows no other.
public enum Windows {
  /// A sample at any usual rate is longer: lengths that differ by less are equal.
  private static let tolerance = 1e-6

  /// Where windows begin, in seconds; nil for sound of at most one and a half windows, which is asked whole.
  ///
  /// They lie side by side. A last piece of at least half a window counts, and its window is moved back to end with the
  /// sound; a shorter one is left out.
  public static func starts(length: Double, window: Double) -> [Double]? {
    guard window > 0, length > 1.5 * window + tolerance else { return nil }
    let whole = Int(((length + tolerance) / window).rounded(.down))
    let rest = length - Double(whole) * window
    return (0..<whole).map { Double($0) * window }
      + (rest >= window / 2 - tolerance && rest > tolerance ? [length - window] : [])
  }

  /// Rows for items, each asked whole or as the mean over its windows.
  ///
  /// - Parameters:
  ///   - window: seconds; nil: all are asked whole.
  ///   - ask: a row for each of some items of a set.
  /// - Throws: what `ask` throws; `Failure.input` for an item of which no window can be read.
  static func rows(
    _ songs: SpectrogramSet, items: [Int], window: Double?, views: Set<ExampleView>, work: Work,
    ask: (SpectrogramSet, [Int]) throws -> [[Float]]
  ) throws -> [[Float]] {
    guard let window else { return try ask(songs, items) }
    var pieces: [Clip] = []
    var ranges: [Int: Range<Int>] = [:]
    for item in items {
      let clip = songs.dataset[item]
      // A header does not always say how long the sound is.
      let length = try clip.length ?? clip.sound(cancellation: work.cancellation).duration
      guard let starts = starts(length: length, window: window) else { continue }
      let first = pieces.count
      pieces += try starts.map { try clip.slice(from: $0, length: window) }
      ranges[item] = first..<pieces.count
    }
    let whole = items.filter { ranges[$0] == nil }
    var answers = Dictionary(uniqueKeysWithValues: zip(whole, try whole.isEmpty ? [] : ask(songs, whole)))
    if !pieces.isEmpty {
      let set = try SpectrogramSet(Dataset(pieces), settings: songs.settings, work: work)
      var broken: Set<Int> = []
      for view in ExampleView.allCases where views.contains(view) {
        for unreadable in try set.prepare(view, work: work) { broken.insert(unreadable.index) }
      }
      let readable = pieces.indices.filter { !broken.contains($0) }
      let rows = Dictionary(uniqueKeysWithValues: zip(readable, try ask(set, readable)))
      for (item, range) in ranges { answers[item] = mean(range.compactMap { rows[$0] }) }
    }
    return try items.map { item in
      guard let row = answers[item], !row.isEmpty else {
        throw Failure.input("no part of \(songs.dataset[item].name) can be read", fix: "drop it")
      }
      return row
    }
  }
}

/// Probabilities of songs, `[items, genres]`: those longer than one and a half windows are asked in windows, and the mean
/// is their answer. Each window is seen as a clip of its own, scaled by its own maximum.
///
/// - Parameters:
///   - window: seconds; the length that the network learned from if nil. Where neither is known songs are asked whole.
///   - prepared: of `items`, for those that are asked whole.
public func predict(
  _ fitted: Fitted, songs: SpectrogramSet, items: [Int], window: Double? = nil,
  prepared: PreparedExamples? = nil, work: Work
) throws -> [[Float]] {
  try Windows.rows(
    songs, items: items, window: window ?? fitted.learnedLength, views: fitted.model.views, work: work
  ) { set, items in
    try predict(fitted, examples: set, items: items, prepared: set === songs ? prepared : nil, work: work)
  }
}

/// What a fitted network gives before its classifier for songs, in windows as `predict` asks them.
public func features(
  _ fitted: Fitted, songs: SpectrogramSet, items: [Int], window: Double? = nil, work: Work
) throws -> [[Float]] {
  try Windows.rows(
    songs, items: items, window: window ?? fitted.learnedLength, views: fitted.model.views, work: work
  ) { set, items in try features(fitted, examples: set, items: items, work: work) }
}

/// What a frozen recipe gives for songs; in windows only where a length is named, since nobody trained it on one.
public func features(
  _ network: FrozenNetwork, songs: SpectrogramSet, items: [Int], window: Double? = nil,
  precision: Precision = .fp32, work: Work
) throws -> [[Float]] {
  try Windows.rows(songs, items: items, window: window, views: network.model.views, work: work) {
    set, items in
    try features(network, examples: set, items: items, precision: precision, work: work)
  }
}

/// Warns where a network is asked about another length than it learned from.
///
/// - Parameter window: seconds that were asked for; nil for the learned length.
public func warnOfLengths(
  _ fitted: Fitted, songs: SpectrogramSet, items: [Int], window: Double? = nil, work: Work
) {
  guard let learned = fitted.learnedLength else {
    work.warn(
      "the network does not say how long the songs were that it learned from: "
        + (window == nil ? "each is asked whole" : "nobody knows whether windows of this length suit it"))
    return
  }
  if let window, abs(window - learned) > learned / 100 {
    work.warn(
      "windows of \(window.shortest(decimals: 2)) s, and the network learned from "
        + "\(learned.shortest(decimals: 2)) s: of another length it may know little")
  }
  let short = items.filter { (songs.dataset[$0].length ?? learned) < learned / 2 - 1e-6 }
  if let first = short.first, let length = songs.dataset[first].length {
    let areMany = short.count > 1
    let others = areMany ? " and \(short.count - 1) more are" : " is"
    work.warn(
      "\(songs.dataset[first].name) (\(length.shortest(decimals: 2)) s)\(others) less than half as long as what the "
        + "network learned from (\(learned.shortest(decimals: 2)) s): it may know little of so short "
        + (areMany ? "pieces; " : "a piece; ")
        + "fit a network on segments of that length")
  }
}
