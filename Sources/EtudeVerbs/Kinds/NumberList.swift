import EtudeLanguage
import EtudePictures

extension ListValue {
  /// A bar a number, under its label or its place from 0; nil if the list is empty or holds anything else.
  var bars: [Bar]? {
    let bars = items.enumerated().compactMap { place, item in
      item.value.numeric.map { Bar(item.label ?? "\(place)", $0) }
    }
    return bars.count == items.count && !bars.isEmpty ? bars : nil
  }
}

extension Drawing {
  init(bars: [Bar]) {
    self.init(data: nil) { size, title in Picture.bars(bars, title: title ?? "", size: size) }
  }
}
