import EtudeLanguage

/// A library of songs, or an index of one.
enum GivenLibrary: Sendable {
  case dataset(DatasetValue)
  case index(IndexValue)
}

extension TypedAccepts where Held == GivenLibrary {
  static var library: Self {
    Self(
      [.kind(.dataset), .kind(.index)],
      read: { value in
        switch value {
        case .object(let value as DatasetValue): .dataset(value)
        case .object(let value as IndexValue): .index(value)
        default: nil
        }
      },
      write: { library in
        switch library {
        case .dataset(let value): .object(value)
        case .index(let value): .object(value)
        }
      })
  }
}
