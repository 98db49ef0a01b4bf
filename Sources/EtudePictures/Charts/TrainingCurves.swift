extension Picture {
  /// Loss and accuracy over epochs, training against validation.
  ///
  /// - Parameters:
  ///   - loss: one value an epoch, the first epoch first.
  ///   - accuracy: 0 … 1, one value an epoch.
  ///   - validationLoss: empty if nothing was held back.
  ///   - validationAccuracy: empty if nothing was held back.
  ///   - kept: the epoch, counted from 1, whose weights were kept, if that is not the last.
  public static func trainingCurves(
    loss: [Double], accuracy: [Double], validationLoss: [Double] = [], validationAccuracy: [Double] = [],
    kept: Int? = nil, heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    let epochs = max(loss.count, accuracy.count)
    guard epochs > 0 else {
      sketch.nothing("no epoch was trained")
      return sketch.picture("no epochs")
    }
    let gap = 10 * sketch.unit
    let half = (sketch.body.width - gap) / 2
    let losses = sketch.body.inset(right: half + gap)
    let accuracies = sketch.body.inset(left: half + gap)
    let lossRange = Ticks.widened(loss + validationLoss, including: [0])
    sketch.curves(
      loss, validationLoss, epochs: epochs, kept: kept, in: losses, y: .round(lossRange, title: "loss"))
    sketch.curves(
      accuracy, validationAccuracy, epochs: epochs, kept: kept, in: accuracies, y: .shares(title: "accuracy"))
    func last(_ values: [Double]) -> String { Ticks.number(values.last ?? .nan) }
    var words = "\(epochs) epochs, last loss \(last(loss)), last accuracy \(last(accuracy))"
    if !validationAccuracy.isEmpty {
      words += ", validation \(last(validationLoss)) and \(last(validationAccuracy))"
    }
    return sketch.picture(words)
  }
}

extension Sketch {
  /// Training and validation over epochs, each named at its end.
  fileprivate mutating func curves(
    _ training: [Double], _ validation: [Double], epochs: Int, kept: Int?, in box: Box, y: Axis
  ) {
    let room = validation.isEmpty ? 4 * unit : width("validation", size: 14, bold: true) + 10 * unit
    let plot = axes(
      in: box.inset(right: room),
      x: .whole(1, epochs, title: "epoch", most: 8, margin: epochs == 1 ? 0.5 : 0), y: y)
    if let kept, kept >= 1, kept <= epochs {
      line(
        [
          Point(x: plot.across(Double(kept)), y: plot.box.y),
          Point(x: plot.across(Double(kept)), y: plot.box.bottom),
        ], .soft, dashed: true)
      text(
        "kept", at: Point(x: plot.across(Double(kept)) - 6 * unit, y: plot.box.y + 10 * unit), size: 13,
        color: .soft, across: .end)
    }
    var names: [(text: String, y: Double, color: Color)] = []
    for (values, name, color) in [
      (training, "training", Color.blue), (validation, "validation", Color.vermilion),
    ] {
      curve(values.enumerated().map { (Double($0.offset + 1), $0.element) }, in: plot, color)
      if let last = values.last(where: { $0.isFinite }), !validation.isEmpty {
        names.append((name, plot.up(last), color))
      }
    }
    endLabels(names, x: plot.box.right + 8 * unit, within: plot.box)
  }

  /// A line through points, broken where a value is missing; single points as dots.
  mutating func curve(_ points: [(Double, Double)], in plot: Plot, _ color: Color, dots: Bool = false) {
    let pieces = points.split { !$0.1.isFinite }
    for piece in pieces {
      let places = piece.map { plot.point($0.0, $0.1) }
      line(places, color, width: 2.5)
      if dots || places.count == 1 { for place in places { marker(.circle, at: place, radius: 4, color) } }
    }
  }
}
