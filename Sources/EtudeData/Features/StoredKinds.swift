import EtudeCore

/// What this stage keeps in the store of results.
extension ResultKind {
  static let digests = ResultKind("digests", "digests of files", isExact: true)
  static let frames = ResultKind("frames", "frames of spectrograms")
  static let images = ResultKind("images", "pictures of spectrograms")
  static let windows = ResultKind("windows", "log-mel windows of sound")
  static let descriptors = ResultKind("descriptors", "descriptors of clips")
  static let fingerprints = ResultKind("fingerprints", "fingerprints of sound")
  static let listening = ResultKind("listening", "levels, faults and fingerprints of sound")
  static let twins = ResultKind("twins", "which songs are one recording")
  static let bandwidth = ResultKind("bandwidth", "up to which frequency files hold sound")
}
