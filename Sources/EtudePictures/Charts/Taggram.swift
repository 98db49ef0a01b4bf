extension Picture {
  /// Tags' probabilities over time, a row a tag: the likeliest ones, the likeliest of all on top.
  ///
  /// - Parameters:
  ///   - times: seconds at which each row of `probabilities` begins, `[moments]`, and where the last ends if it is known.
  ///   - probabilities: 0 … 1, `[moments, tags]`.
  ///   - count: how many tags are shown at most.
  ///   - unit: what the numbers are.
  public static func taggram(
    times: [Double], probabilities: [[Double]], tags: [String], count: Int = 20, unit: String = "probability",
    heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    let isWhole = probabilities.allSatisfy { $0.count == tags.count }
    guard isWhole, [0, 1].contains(times.count - probabilities.count) else {
      return heatMap([], rows: 0, columns: 0, heading: heading, size: size)
    }
    let sums = tags.indices.map { tag in probabilities.reduce(0) { $0 + $1[tag] } }
    let shown = tags.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(count)
    let values = shown.flatMap { tag in probabilities.map { Float($0[tag]) } }
    let left = shown.count < tags.count ? "the first \(shown.count) of \(tags.count) tags" : ""
    // A moment is marked where its column begins, and of many as many as can be read.
    let step = max(1, (times.count + 11) / 12)
    return heatMap(
      values, rows: shown.count, columns: probabilities.count, rowNames: shown.map { tags[$0] },
      edges: stride(from: 0, to: times.count, by: step).map {
        Tick(value: Double($0), label: Ticks.number(times[$0]))
      }, axes: (left, "time (s)"),
      unit: unit, heading: heading, size: size)
  }
}
