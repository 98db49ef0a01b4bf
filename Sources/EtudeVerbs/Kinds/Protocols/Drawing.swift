import EtudePictures

/// A picture that suits a value, not yet drawn.
struct Drawing {
  /// The size where the user names none.
  let defaultSize: PictureSize
  /// The digest of the data that the picture shows, as text.
  let data: String?
  /// Whether it shows how things stand now, so that another time it may well show something else.
  var isMomentary = false
  /// What it shows and of what, and which network and settings it comes of.
  let heading: Heading
  private let draw: (PictureSize, Heading) throws -> Picture

  init(
    _ heading: Heading, _ size: PictureSize = .standard, data: String?,
    _ draw: @escaping (PictureSize, Heading) throws -> Picture
  ) {
    self.heading = heading
    defaultSize = size
    self.data = data
    self.draw = draw
  }

  /// - Parameter title: the user's; nil for one that suits the value.
  func picture(size: PictureSize, title: String?) throws -> Picture { try draw(size, heading.titled(title)) }
}
