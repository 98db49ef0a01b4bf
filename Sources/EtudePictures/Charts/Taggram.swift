extension Picture {
  /// Tags' probabilities over time, a row a tag: the likeliest ones, the likeliest of all on top.
  ///
  /// - Parameters:
  ///   - times: seconds at which each row of `probabilities` begins, `[moments]`.
  ///   - probabilities: 0 … 1, `[moments, tags]`.
  ///   - count: how many tags are shown at most.
  ///   - unit: what the numbers are.
  public static func taggram(
    times: [Double], probabilities: [[Double]], tags: [String], count: Int = 20, unit: String = "probability",
    title: String = "", subtitle: String = "", size: PictureSize = .standard
  ) -> Picture {
    let isWhole = probabilities.allSatisfy { $0.count == tags.count }
    guard isWhole, times.count == probabilities.count else {
      return heatMap([], rows: 0, columns: 0, title: title, size: size)
    }
    let sums = tags.indices.map { tag in probabilities.reduce(0) { $0 + $1[tag] } }
    let shown = tags.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(count)
    let values = shown.flatMap { tag in probabilities.map { Float($0[tag]) } }
    let few = times.count <= 40
    let left = shown.count < tags.count ? "the first \(shown.count) of \(tags.count) tags" : ""
    return heatMap(
      values, rows: shown.count, columns: times.count, rowNames: shown.map { tags[$0] },
      columnNames: few ? times.map(Ticks.number) : [], axes: (left, few ? "seconds" : "pieces"),
      unit: unit, title: title, subtitle: subtitle, size: size)
  }
}
