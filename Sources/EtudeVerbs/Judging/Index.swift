import EtudeLanguage
import EtudeRecommendation

extension Verb {
  static let index = Verb(
    "index", "a library made ready to be asked for songs; save keeps it", section: .judging,
    operands: [IndexOptions.library],
    options: [
      LikingDeclarations.with, LikingDeclarations.window, LikingDeclarations.genre, IndexOptions.dimensions,
    ],
    result: .rule { call in
      try LikingDeclarations.check(call, library: call.value(of: IndexOptions.library))
      return StaticValue(.kind(.index))
    },
    examples: ["idx = index songs with: fitted", "save (index songs) to: \"library.etudeindex\""]
  ) { call in
    .object(
      try IndexValue(
        .dataset(call[IndexOptions.library]), dimensions: call[IndexOptions.dimensions], of: call))
  }
}

private enum IndexOptions {
  static let library = TypedOperand<DatasetValue>("library", .object(.dataset), help: "the songs")
  static let dimensions = TypedOption(
    "dimensions", .whole(1...128), default: LibraryIndex.usualDimensions,
    help: "numbers kept of a song: the directions in which the library varies most")
}
