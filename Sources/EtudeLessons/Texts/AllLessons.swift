extension Lesson {
  /// All lessons, in the order in which they build on one another.
  public static let all: [Lesson] = [
    sound, mel, kernel, scratch, remembering, gates, borrowed, freezing, folds, fooling,
  ]
}
