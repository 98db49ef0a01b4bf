import EtudeCore
import EtudeLanguage
import EtudePictures

extension ArrayValue: DrawableTogether {
  /// Maps of the same songs side by side, or curves of memory in one picture.
  static func drawing(of values: [Labelled<ArrayValue>]) -> Drawing {
    func labelled<Meaning: ArrayMeaning>(_ type: Meaning.Type) -> [(
      label: String, array: ArrayValue, meaning: Meaning
    )]? {
      let found = values.enumerated().compactMap { place, one in
        (one.value.meaning as? Meaning).map { (one.label ?? "\(place + 1)", one.value, $0) }
      }
      return found.count == values.count ? found : nil
    }
    if let maps = labelled(EmbeddingArray.self), let drawing = EmbeddingArray.drawing(maps) { return drawing }
    if let curves = labelled(MemoryArray.self) { return MemoryArray.drawing(curves) }
    return Drawing(Heading(), data: nil) { _, _ in
      throw Failure("there is no picture of these arrays together", fix: "plot them one by one")
    }
  }
}
