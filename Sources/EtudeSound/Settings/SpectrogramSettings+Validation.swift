import EtudeCore

extension SpectrogramSettings {
  /// Throws a `Failure` that names the first option that cannot work, and what would.
  public func validate() throws {
  }

  /// What frames and image depend on besides the sound.
  public var digest: Digest { Digest.build { $0.append(framesDigest) } }

  /// What the frames view alone depends on besides the sound: not the image's size and colours.
  public var framesDigest: Digest { Digest.build { $0.append(rate) } }
}
