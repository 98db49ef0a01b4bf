/// From one rate to another, in Hz.
struct RateChange {
  let source: Int
  let target: Int

  /// How many samples so many frames give: ⌈frames · target / source⌉. A whole number that need not fit into an `Int`, for a
  /// header may promise anything.
  func samples(of frames: Int) -> Double {
    (Double(frames) * (Double(target) / Double(source))).rounded(.up)
  }
}
