import EtudeLanguage

/// A value that `save` writes to files that Étude reads again.
protocol Savable: DeclaredValue {
  static var savedAs: [FileFormat<Self>] { get }
}

extension Savable {
  static var savedEndings: [String] { savedAs.map(\.ending) }

  func save(to file: TargetFile) throws {
    try Self.savedAs.write(self, to: file)
  }
}

/// A value that no file holds until something is made of it.
protocol WrittenLater: DeclaredValue {
  /// What to make of it.
  static var whatComesFirst: String { get }
}
