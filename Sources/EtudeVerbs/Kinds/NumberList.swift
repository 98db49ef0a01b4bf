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
    let values = bars.map(\.value)
    let range = values.min().flatMap { least in
      values.max().map { "\(least.text(decimals: 3)) to \($0.text(decimals: 3))" }
    }
    self.init(Heading(bars.count.of("number"), range), data: nil) { size, heading in
      Picture.bars(bars, heading: heading, size: size)
    }
  }
}
