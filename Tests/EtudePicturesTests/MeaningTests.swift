import EtudeCore
import EtudePictures
import EtudeSound
import Testing

/// What pictures say: their labels, axes, colours.
@Suite struct MeaningTests {
  private func labels(_ picture: Picture) -> [Label] {
    picture.shapes.compactMap { if case .text(let label) = $0 { label } else { nil } }
  }

  private func texts(_ picture: Picture) -> [String] { labels(picture).map(\.text) }

  private func boxes(_ picture: Picture) -> [(box: Box, color: Color)] {
    picture.shapes.compactMap { if case .rectangle(let box, let color) = $0 { (box, color) } else { nil } }
  }

  @Test(arguments: [2, 10, 100])
  func predictionsNameEverySongOnceAndHaveNoTime(songs: Int) throws {
    let names = (0..<songs).map { "blues/blues.\(10_000 + $0).wav" }
    let rows = Gallery.predictions(songs, genres: 10)
    let picture = Picture.predictions(
      names: names, probabilities: rows, genres: Gallery.genres, heading: "Songs", size: .rows(songs))
    let labels = labels(picture)
    #expect(!labels.contains { $0.text.contains("time") })
    for genre in Gallery.genres { #expect(labels.count { $0.text == genre } == 1) }
    // All names, in the order given from the top, none over another.
    let named = labels.filter { names.contains($0.text) }
    #expect(named.map(\.text) == names)
    #expect(zip(named, named.dropFirst()).allSatisfy { $1.at.y - $0.at.y >= $0.size * 0.9 })
    #expect(named.allSatisfy { $0.size >= 9 })
    // A cell for each probability, its colour that of the probability.
    let cells = boxes(picture)
    #expect(cells.map(\.color) == rows.joined().map { Color.counted($0) })
  }

  /// Sixty songs crowd in a corner; each name stands clear of the others, or is counted as left out.
  @Test(arguments: [600, 1600]) func namesAtPointsStandClear(width: Int) {
    let x: [Double] = (0..<60).map { Double($0 % 8) * 0.11 }
    let y: [Double] = (0..<60).map { (place: Int) -> Double in
      let row = Double(place / 8)
      return row * 0.07 + Double(place % 3) * 0.01
    }
    let names: [String] = (0..<60).map { "country.000\($0 + 10)" }
    let picture = Picture.scatter(
      [PointMap(x: x + [9], y: y + [9])],
      labels: Array(repeating: "country", count: 61), names: names + [""],
      size: PictureSize(width: width, height: width * 2 / 3))
    let labels = picture.shapes.compactMap { shape -> Label? in
      if case .text(let label) = shape, names.contains(label.text) { label } else { nil }
    }
    let leftOut = picture.shapes.contains { shape in
      if case .text(let label) = shape { label.text.hasPrefix("\(60 - labels.count) name") } else { false }
    }
    #expect(labels.count == 60 || leftOut)
    #expect(labels.count >= 5 && labels.allSatisfy { $0.size >= 9 })
    for (index, one) in labels.enumerated() {
      for other in labels[(index + 1)...] {
        // A letter is half as wide as high or wider.
        let width = one.size * 0.5 * Double(one.text.count)
        let isClear: Bool = abs(one.at.x - other.at.x) >= width || abs(one.at.y - other.at.y) >= one.size
        #expect(isClear, "\(one.text) lies over \(other.text)")
      }
    }
  }

  @Test func aPredictionOfOneSongAlongTimeHasATimeAxis() {
    let rows = Gallery.predictions(5, genres: 3)
    let picture = Picture.timeline(
      times: [0, 1, 2, 3, 4], probabilities: rows, genres: ["a", "b", "c"], heading: "song")
    #expect(texts(picture).contains("time (s)"))
  }

  @Test(arguments: [(599.0, "time (s)", "500"), (3000, "time (min)", "45"), (36_000, "time (h)", "9")])
  func longSoundHasMinutesOrHours(seconds: Double, title: String, tick: String) throws {
    let samples = [Float](repeating: 0.5, count: Int(seconds))
    let picture = try Picture.waveform(.held(Sound(samples: samples, rate: 1)))
    #expect(texts(picture).contains(title) && texts(picture).contains(tick))
    let labels = labels(picture)
    let (first, last) = (
      try #require(labels.first { $0.text == "0" }), try #require(labels.first { $0.text == tick })
    )
    #expect(last.at.x - first.at.x > 600)
  }

  @Test func manyGenresAlongTimeHaveAColourEachOrAreOthers() throws {
    let picture = Picture.timeline(
      times: [0, 1, 2], probabilities: Gallery.predictions(3, genres: 25), genres: Gallery.names(25))
    let texts = texts(picture)
    #expect(texts.contains("16 others"))
    #expect(texts.count { Gallery.names(25).contains($0) } == 9)
    let markers = picture.shapes.compactMap { shape -> Color? in
      if case .marker(_, _, _, let color) = shape { color } else { nil }
    }
    #expect(Set(markers).count == 10)
  }

  @Test func accuraciesAreComparedFromNoneToAllAndIntervalsAreWhole() throws {
    let models = [
      ScoredModel(name: "a", scores: [0.5, 0.55], mean: 0.525, interval: 0.31...0.83),
      ScoredModel(name: "b", scores: [0.6, 0.6], mean: 0.6, interval: 0.4...1),
    ]
    let picture = Picture.comparison(models, chance: 0.1)
    let axis = labels(picture)
    let zero = try #require(axis.first { $0.text == "0 %" })
    let all = try #require(axis.first { $0.text == "100 %" })
    let bars = boxes(picture)
    try #require(bars.count == 2)
    func value(_ x: Double) -> Double { (x - zero.at.x) / (all.at.x - zero.at.x) }
    for (bar, model) in zip(bars, models) {
      let interval = try #require(model.interval)
      #expect(abs(value(bar.box.x) - interval.lowerBound) < 1e-9)
      #expect(abs(value(bar.box.right) - interval.upperBound) < 1e-9)
    }
    #expect(texts(picture).contains("dots: folds · black line: their mean · bar: 95 % interval over items"))
  }

  @Test func valuesOfASettingStandInOrderAndAsFarApartAsTheirRatios() throws {
    let models = [0.7, 0.6, 0.8].map { mean in
      ScoredModel(name: "\(mean)", scores: [], mean: mean, interval: (mean - 0.1)...(mean + 0.1))
    }
    func places(_ values: [Double]) -> [Point] {
      Picture.accuracy(of: models, over: values, setting: "lr").shapes.compactMap { shape -> Point? in
        if case .marker(_, let place, _, _) = shape { place } else { nil }
      }
    }
    let byRatio = places([0.01, 0.001, 0.1])
    try #require(byRatio.count == 3)
    #expect(abs(byRatio[1].x - byRatio[0].x - (byRatio[2].x - byRatio[1].x)) < 1e-6)
    #expect(byRatio[0].y > byRatio[1].y && byRatio[1].y > byRatio[2].y)
    let even = places([10, 5, 30])
    #expect(abs((even[2].x - even[1].x) / (even[1].x - even[0].x) - 4) < 1e-6)
    let words = texts(Picture.accuracy(of: models, over: [1, 2, 3], setting: "units"))
    #expect(
      words.contains("units")
        && words.contains("line: mean of the folds; dots: folds · bars: 95 % interval over items"))
  }

  @Test func theDotsOfAFoldAreJoined() throws {
    let models = [
      ScoredModel(name: "a", scores: [0.9, 0.7, 0.8], mean: 0.8),
      ScoredModel(name: "b", scores: [0.6, 0.7, 0.5], mean: 0.6),
    ]
    let dots: [Point] = Picture.comparison(models, joinsFolds: true).shapes.compactMap { shape -> Point? in
      if case .marker(_, let place, _, _) = shape { place } else { nil }
    }
    try #require(dots.count == 6)
    func joined(_ picture: Picture) -> Int {
      picture.shapes.count { shape in
        guard case .line(let points, _, _, _) = shape else { return false }
        return (0..<3).contains { points == [dots[$0], dots[$0 + 3]] }
      }
    }
    #expect(joined(Picture.comparison(models, joinsFolds: true)) == 3)
    #expect(joined(Picture.comparison(models)) == 0)
    let uneven = [models[0], ScoredModel(name: "c", scores: [0.5], mean: 0.5)]
    #expect(joined(Picture.comparison(uneven, joinsFolds: true)) == 0)
  }

  @Test func repeatsAreRepeatsOfFolds() throws {
    let scores = (0..<30).map { 0.5 + Double($0 % 7) / 20 }
    let model = ScoredModel(
      name: "crossval", scores: scores, mean: 0.6, interval: 0.5...0.7, repeats: (0..<30).map { $0 / 3 })
    let picture = Picture.foldScores(model, chance: 0.1)
    let texts = texts(picture)
    #expect(texts.contains("repeat, a bar for each of its folds") && !texts.contains("fold"))
    #expect(texts.contains("9") && !texts.contains("29"))
    #expect(
      texts.contains(
        "crossval 60 % (50 % to 70 %) over 10 repeats of 3 folds · band: 95 % interval over items"))
    // Bars of one repeat are nearer to each other than those of two.
    let bars = boxes(picture).suffix(30).map(\.box.x)
    #expect(zip(bars, bars.dropFirst()).allSatisfy { $0 < $1 })
    #expect(bars[1] - bars[0] < bars[3] - bars[2])
    let lines = try #require(picture.text?.lines(width: 80))
    #expect(lines[0].hasPrefix("repeat 0 fold 0") && lines[29].hasPrefix("repeat 9 fold 2"))
  }

  @Test func oneFoldIsNoFoldsAndAnItemShareIsNamed() {
    let one = ScoredModel(name: "holdout", scores: [0.5], mean: 0.5, interval: 0.3...0.7)
    #expect(
      texts(.foldScores(one)).contains(
        "holdout 50 % (30 % to 70 %) · band: 95 % interval over items"))
    let uneven = ScoredModel(
      name: "crossval", scores: [0.1, 0.5], mean: 0.3, interval: 0.7...0.9, itemShare: 0.8)
    #expect(
      texts(.foldScores(uneven)).contains(
        "crossval 30 %, over items 80 % (70 % to 90 %) over 2 folds · band: 95 % interval over items"))
  }

  @Test func oneMomentIsStillATimeline() {
    let picture = Picture.timeline(
      times: [0], probabilities: [[0.7, 0.3]], genres: ["a", "b"], step: 4, heading: "song")
    #expect(texts(picture).contains("time (s)") && texts(picture).contains("4.0"))
    #expect(boxes(picture).count == 2)
    #expect(picture.alternative == "song: 1 moment; most probable: a at 1")
  }

  @Test func everyInvalidStepIsHatched() throws {
    let picture = Picture.bridge(
      from: Bar("a (INVALID)", 0.9, isInvalid: true),
      steps: [Bar("b (INVALID)", -0.3, isInvalid: true), Bar("c", -0.2)], to: "c")
    let bars = boxes(picture)
    try #require(bars.count == 4)
    let hatched = bars.map { bar in
      picture.shapes.count { shape in
        guard case .line(let points, _, _, _) = shape else { return false }
        return points.count == 2 && bar.box.holds(points)
      }
    }
    #expect(hatched[0] > 10 && hatched[1] > 10 && hatched[2] == 0 && hatched[3] == 0)
  }

  @Test func anAccountOfAccuracyEndsAtAHundredPerCent() {
    let texts = texts(Picture.bridge(from: Bar("claimed", 0.3), steps: [Bar("a", -0.1)]))
    #expect(texts.contains("0 %") && texts.contains("100 %"))
  }

  @Test func whatMustNotBeBelievedLooksOtherwiseAndNoChangeIsNoGain() throws {
    let picture = Picture.bridge(
      from: Bar("a (INVALID)", 0.9, isInvalid: true), steps: [Bar("b", -0.2), Bar("c", 0.0004)], to: "fair")
    let bars = boxes(picture)
    try #require(bars.count == 4)
    #expect(Set(bars.map(\.color)).count == 4)
    #expect(texts(picture).contains("±0.0 points"))
    let grey = bars[2].color
    #expect(abs(grey.red - grey.green) < 0.05)
    let hatched = picture.shapes.count { shape in
      if case .line(let points, _, _, _) = shape {
        points.count == 2 && bars[0].box.holds(points)
      } else {
        false
      }
    }
    #expect(hatched > 10)
  }

  @Test func oneNumberIsWrittenInOneWay() {
    // 21 of 40, as a share and as a mean of folds; 22.5 %.
    let mean = [0.6, 0.4, 0.5, 0.6].reduce(0, +) / 4
    #expect(Ticks.percent(21.0 / 40) == "53 %")
    #expect(Ticks.percent(mean) == "53 %")
    #expect(Ticks.percent((0.525).nextDown) == "53 %")
    #expect(
      Ticks.percent(0.225) == "23 %" && Ticks.percent(0.215) == "22 %" && Ticks.percent(0.285) == "29 %")
    #expect(Ticks.percent(0.5249) == "52 %")
    #expect(Ticks.fixed(-0.5, decimals: 0) == "−1")
    #expect(
      texts(Picture.confusion([[11, 9], [10, 10]], genres: ["a", "b"])).contains("21 of 40 right, 53 %"))
  }

  @Test func manyNamesUnderAHeatMapAreTurnedAndOfOneSize() throws {
    let names = Gallery.names(25)
    let picture = Picture.heatMap(
      [Float](repeating: 1, count: 50), rows: 2, columns: 25, columnNames: names, signed: true)
    let turned = labels(picture).filter { $0.angle == 90 && !$0.text.isEmpty }
    #expect(turned.count == 25)
    #expect(Set(turned.map(\.size)).count == 1)
    #expect(turned.map(\.text) == names)
    #expect(turned.allSatisfy { $0.at.y > 0 && $0.at.y < Double(picture.height) })
  }

  @Test func deviationsAreWhiteAtZeroWhicheverSideReachesFarther() throws {
    for values: [Float] in [[-1, 0, 4], [-4, 0, 1]] {
      let picture = Picture.heatMap(values, rows: 1, columns: 3, signed: true)
      let images = picture.shapes.compactMap { if case .image(_, let image, _) = $0 { image } else { nil } }
      let map = try #require(images.first { $0.width == 3 })
      #expect(map.pixels[3..<6].allSatisfy { $0 > 250 })
      // Blue below, vermilion above.
      #expect(map.pixels[0] < map.pixels[2] && map.pixels[6] > map.pixels[8])
      #expect(texts(picture).contains { Double($0) == 0 })
    }
  }

  @Test(arguments: [11, 25, 50])
  func moreGenresThanColoursAreStillToldApart(genres: Int) {
    let names = Gallery.names(genres)
    func looks(_ picture: Picture) -> Set<[String]> {
      Set(
        picture.shapes.compactMap { shape -> [String]? in
          if case .marker(let marker, _, _, let color) = shape {
            ["\(marker)", "\(color.red) \(color.green) \(color.blue)"]
          } else {
            nil
          }
        })
    }
    let places = (0..<genres).map(Double.init)
    #expect(looks(.scatter(x: places, y: places, labels: names)).count == genres)
    let map = Picture.songMap(
      library: zip(places, names).map { (x: $0, y: $0, label: $1) }, liked: [], found: [], isPath: false)
    // And the legend's `liked` and `recommended`, in black.
    #expect(looks(map).count == genres + 2)
  }

  @Test func aPlanOfManyGenresNumbersThemAndItsDarkIsTested() throws {
    let names = Gallery.names(25)
    let picture = Picture.foldPlan(
      foldOfItem: (0..<50).map { $0 % 2 }, labels: (0..<50).map { names[$0 / 2] })
    let texts = texts(picture)
    for (index, name) in names.sorted().enumerated() where name.count < 12 {
      #expect(texts.contains("\(index + 1)  \(name)"))
    }
    #expect(texts.contains { $0.contains("number") && $0.contains("dark is tested") })
    // Neighbours are told apart, and of every genre the tested piece is the darker one.
    let bars = boxes(picture)
    try #require(bars.count == 100)
    for genre in 0..<25 {
      let own = bars[(genre * 2)..<(genre * 2 + 2)].map(\.color.luminance)
      #expect(own[0] < own[1] - 0.2)
    }
    #expect(bars[0].color != bars[2].color)
  }

  @Test func saliencySaysForWhatAndItsBarHasThePicturesColours() throws {
    let frames = Gallery.frames(bands: 16, count: 64)
    for low: Float in [0, 0.4] {
      let picture = Picture.saliency(
        over: frames, saliency: Gallery.frames(bands: 4, count: 4, low: low, span: 1 - low),
        decision: "metal",
        probability: 0.875, heading: "metal.00007")
      #expect(texts(picture).contains("what speaks for metal, 88 % probable"))
      #expect(texts(picture).contains { Double($0) == 0 })
      let images = picture.shapes.compactMap { if case .image(_, let image, _) = $0 { image } else { nil } }
      try #require(images.count == 2)
      func colors(_ image: RGBImage) -> [[Int]] {
        stride(from: 0, to: image.pixels.count, by: 3).map { image.pixels[$0..<($0 + 3)].map(Int.init) }
      }
      let key = colors(images[1])
      // Every 17th pixel: enough, and soon compared.
      let drawn = colors(images[0])
      let far = stride(from: 0, to: drawn.count, by: 17).map { drawn[$0] }.map { color in
        key.map { zip($0, color).map { abs($0 - $1) }.max() ?? 255 }.min() ?? 255
      }
      // The key has 256 × 64 steps; loudness lies between two of its columns.
      #expect((far.max() ?? 255) <= 4)
    }
  }

  @Test func noPointLiesOnTheFrame() throws {
    let picture = Picture.scatter(x: [0, 5, 10], y: [0, 5, 10], labels: ["a", "a", "a"])
    let points = picture.shapes.compactMap { shape -> Point? in
      if case .marker(_, let point, _, let color) = shape, color.opacity < 1 { point } else { nil }
    }
    try #require(points.count == 3)
    let grid = picture.shapes.compactMap { if case .line(let points, _, _, _) = $0 { points } else { nil } }
    let xs = grid.joined().map(\.x)
    let ys = grid.joined().map(\.y)
    #expect((points.map(\.x).max() ?? 0) + 6 < (xs.max() ?? 0))
    #expect((points.map(\.y).min() ?? 0) - 6 > (ys.min() ?? 0))
  }

  @Test func whatAPictureSaysInLettersFitsTheWindow() throws {
    let confusion = Picture.confusion(Gallery.confusion(10), genres: Gallery.genres)
    let folds = Picture.foldScores(
      ScoredModel(name: "", scores: [0.5, 1], mean: 0.75, interval: 0.5...1), chance: 0.1)
    let bars = Picture.bars([Bar("音楽", 2), Bar("blues", 1), Bar("none", 0)], axis: "clips")
    for width in [40, 80, 100] {
      for picture in [confusion, folds, bars] {
        let lines = try #require(picture.text?.lines(width: width))
        #expect(lines.allSatisfy { $0.columns <= width })
        #expect(!lines.contains { $0.contains("\n") })
      }
    }
    let lines = try #require(bars.text?.lines(width: 40))
    #expect(lines.map { $0.count { $0 == "█" } } == [30, 15, 0])
    #expect(lines[0].hasSuffix("  2") && lines[0].hasPrefix("音楽   █"))
    #expect(
      try #require(folds.text?.lines(width: 80)).map { $0.prefix(6) } == [
        "fold 0", "fold 1", "mean  ", "chance",
      ])
    let table = try #require(confusion.text?.lines(width: 100))
    #expect(table.count == 11)
    #expect(Set(table.map(\.columns)).count == 1)
    // Ten genres stand whole in a usual window, since short names leave their room to long ones.
    #expect(confusion.text?.lines(width: 80).first?.contains("…") == false)
    #expect(Picture.bars([Bar("a", -1)]).text == nil)
  }
}

extension Box {
  /// Whether all points lie in it.
  fileprivate func holds(_ points: [Point]) -> Bool {
    points.allSatisfy {
      $0.x >= x - 1e-6 && $0.x <= right + 1e-6 && $0.y >= y - 1e-6 && $0.y <= bottom + 1e-6
    }
  }
}
