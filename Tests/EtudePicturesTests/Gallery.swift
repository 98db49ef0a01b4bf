import EtudeCore
import EtudePictures
import EtudeSound
import Glibc
import Testing

/// One picture of every kind, made of formulas.
enum Gallery {
  static let genres = [
    "blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock",
  ]

  /// A noise that depends on its place alone, 0 ..< 1.
  static func noise(_ index: Int) -> Double {
    let value = sin(Double(index) * 12.9898) * 43_758.5453
    return value - value.rounded(.down)
  }

  static func frames(bands: Int = 128, count: Int = 1292, low: Float = -80, span: Float = 80) -> Frames {
    let values = (0..<(bands * count)).map { index -> Float in
      let (band, frame) = (index / count, index % count)
      let beat = exp(-Double(frame % 43) / 12)
      let tone = exp(-pow(Double(band % 24 - 4 - (frame / 172 % 4) * 3) / 2, 2))
      let share = 0.25 * beat + 0.5 * tone * exp(-Double(band) / 60) + 0.15 * noise(index)
      return low + span * Float(min(1, share))
    }
    return Frames(bands: bands, count: count, values: values)
  }

  static func confusion(_ count: Int) -> [[Int]] {
    (0..<count).map { row in
      (0..<count).map { column in
        row == column
          ? 5 + Int(noise(row) * 5) : noise(row * 53 + column * 7) > 0.85 ? 1 + Int(noise(column) * 3) : 0
      }
    }
  }

  static func names(_ count: Int) -> [String] {
    (0..<count).map { $0 < 10 ? genres[$0] : "a rather long genre name \($0)" }
  }

  static var all: [(name: String, picture: Picture)] { sounds + training + judgements + others + many }

  /// Made-up probabilities, `[songs, genres]`.
  static func predictions(_ songs: Int, genres: Int) -> [[Double]] {
    (0..<songs).map { song in
      let raw = (0..<genres).map {
        exp(4 * noise(song * 31 + $0 * 7) + ($0 == song * genres / songs ? 3 : 0))
      }
      return raw.map { $0 / raw.reduce(0, +) }
    }
  }

  /// More songs and genres than there are colours.
  static var many: [(name: String, picture: Picture)] {
    func songs(_ count: Int) -> [String] {
      (0..<count).map {
        "\(genres[$0 * 10 / count])/\(genres[$0 * 10 / count]).000\($0 < 10 ? "0" : "")\($0).wav"
      }
    }
    let names = names(25)
    let points = (0..<250).map { (noise($0) * 10, noise($0 + 999) * 10, names[$0 % 25]) }
    return [
      (
        "predictions10",
        .predictions(
          names: songs(10), probabilities: predictions(10, genres: 10), genres: genres,
          heading: "Predicted genres of 10 songs", size: .rows(10))
      ),
      (
        "predictions100",
        .predictions(
          names: songs(100), probabilities: predictions(100, genres: 10), genres: genres,
          heading: "Predicted genres of 100 songs", size: .rows(100))
      ),
      (
        "predictions25",
        .predictions(
          names: songs(30), probabilities: predictions(30, genres: 25), genres: names,
          heading: "Predicted genres of 30 songs", size: .rows(30))
      ),
      (
        "scatter25",
        .scatter(x: points.map(\.0), y: points.map(\.1), labels: points.map(\.2), heading: "25 genres")
      ),
      (
        "map25",
        .songMap(
          library: points.map { (x: $0.0, y: $0.1, label: $0.2) }, liked: [(5, 5)],
          found: [(4, 4), (6, 5), (5, 6)], isPath: true, heading: "A way through the library")
      ),
      (
        "plan25",
        .foldPlan(
          foldOfItem: (0..<250).map { $0 * 7 % 10 }, labels: (0..<250).map { names[$0 / 10] },
          heading: Heading("Ten folds, 25 genres", "stratified, by item"))
      ),
      (
        "audit25",
        .audit(
          (0..<100).map {
            AuditedClip(genre: names[$0 / 4], peak: -6 * noise($0), level: -14 - 12 * noise($0 + 1))
          }, kinds: ["silent"], pairs: [(3, 40)], heading: "Audit of 25 genres")
      ),
      (
        "timeline25",
        .timeline(
          times: (0..<30).map(Double.init), probabilities: predictions(30, genres: 25), genres: names,
          heading: "One song, 25 genres")
      ),
      (
        "deviations25",
        .heatMap(
          (0..<750).map { Float(noise($0) * 4 - 1.5) }, rows: 30, columns: 25,
          rowNames: (0..<30).map { "descriptor \($0)" }, columnNames: names, unit: "deviations", signed: true,
          heading: "Descriptors: distance from the mean of all", size: PictureSize(width: 1000, height: 900))
      ),
      (
        "waterfall",
        .bridge(
          from: Bar("test epoch (INVALID)", 0.97, isInvalid: true),
          steps: [Bar("whole songs", -0.25), Bar("more folds", 0.0004), Bar("more songs", 0.03)], to: "fair",
          interval: 0.6...0.85, heading: "From claimed to fair")
      ),
    ]
  }

  static var sounds: [(name: String, picture: Picture)] {
    let song = (0..<66_150).map { Float(sin(Double($0) * 0.1) * exp(-Double($0 % 11_025) / 4000) * 0.8) }
    let mfcc = frames(bands: 20, count: 1292, low: -200, span: 400)
    return [
      ("waveform", .waveform(song, rate: 22_050, heading: "blues.00003")),
      ("spectrogram", .spectrogram(frames(), heading: "blues.00003")),
      (
        "mfcc",
        .spectrogram(
          mfcc, axes: SoundAxes(scale: .coefficients, unit: ""), colors: .viridis,
          heading: "MFCC of jazz.00001",
          size: .wide)
      ),
      (
        "gates",
        .gates(
          under: frames(),
          rows: [
            GateRow(
              name: "reset", meaning: "1 lets the old state in",
              values: frames(bands: 64, count: 128, low: 0, span: 1)),
            GateRow(
              name: "update", meaning: "1 keeps the old state",
              values: frames(bands: 64, count: 128, low: 0, span: 1)),
            GateRow(
              name: "state", meaning: "what is remembered", isSigned: true,
              values: frames(bands: 64, count: 128, low: -1, span: 2)),
          ], heading: "Gates of gru, reggae.00004")
      ),
      (
        "series",
        .series(
          (0..<1292).map { Float(1500 + 1000 * noise($0) * exp(-Double($0 % 43) / 12)) }, name: "centroid",
          unit: "Hz", under: frames(), heading: "jazz.00002")
      ),
      ("audit", audit),
      (
        "saliency",
        .saliency(
          over: frames(), saliency: frames(bands: 8, count: 8, low: 0, span: 1),
          decision: "metal", probability: 0.875, heading: "metal.00007")
      ),
    ]
  }

  private static var audit: Picture {
    let clips = (0..<100).map { index in
      AuditedClip(
        genre: genres[index / 10], peak: index == 42 ? nil : -6 * noise(index),
        level: index == 42 ? nil : -14 - 12 * noise(index + 1),
        findings: index == 42 ? ["unreadable"] : index % 17 == 3 ? ["clipped"] : index == 67 ? ["silent"] : []
      )
    }
    return .audit(
      clips, kinds: ["unreadable", "silent", "clipped", "rumble"],
      pairs: [(20, 23), (40, 61), (62, 64), (3, 95)], heading: "Audit of 100 songs")
  }

  static var training: [(name: String, picture: Picture)] {
    let epochs = (0..<50).map { Double($0) }
    let loss = epochs.map { 2.2 * exp(-$0 / 12) + 0.05 }
    let accuracy = epochs.map { 1 - 0.9 * exp(-$0 / 10) }
    return [
      (
        "curves",
        .trainingCurves(
          loss: loss, accuracy: accuracy, validationLoss: epochs.map { 2.1 * exp(-$0 / 12) + 0.3 + $0 / 120 },
          validationAccuracy: epochs.map { 0.8 - 0.7 * exp(-$0 / 8) }, kept: 31,
          heading: "Training of mobilenetv2 → gru 64")
      ),
      (
        "learning",
        .learningCurve(
          items: [50, 100, 200, 400, 800],
          training: [[1, 1], [0.99, 1], [0.97, 0.98], [0.95, 0.96], [0.93, 0.94]],
          test: [[0.4, 0.5], [0.55, 0.6], [0.62, 0.68], [0.7, 0.74], [0.76, 0.79]],
          heading: "More songs, better scores")
      ),
      (
        "plan",
        .foldPlan(
          foldOfItem: (0..<100).map { ($0 * 7 + $0 / 10) % 10 }, labels: (0..<100).map { genres[$0 / 10] },
          groups: (0..<100).map { "artist \($0 / 3)" },
          heading: Heading("Ten folds of 100 songs", "stratified, by item"))
      ),
    ]
  }

  static var judgements: [(name: String, picture: Picture)] {
    let scores = [0.8, 0.9, 0.7, 0.85, 0.75, 0.9, 0.8, 0.65, 0.95, 0.8]
    let models = [
      ScoredModel(name: "stats", scores: scores.map { $0 - 0.12 }, mean: 0.69, interval: 0.6...0.77),
      ScoredModel(name: "mobilenetv2 with gru 64", scores: scores, mean: 0.81, interval: 0.72...0.87),
      ScoredModel(name: "cnn", scores: scores.map { $0 - 0.2 }, mean: 0.61, interval: 0.51...0.7),
    ]
    return [
      ("confusion10", .confusion(confusion(10), genres: genres, heading: "Ten folds, mobilenetv2")),
      ("confusion50", .confusion(confusion(50), genres: names(50), shares: true, heading: "Fifty genres")),
      ("confusion2", .confusion([[61, 4], [1, 40]], genres: names(2), heading: "Two genres")),
      (
        "bridge",
        .bridge(
          from: Bar("claimed", 0.97),
          steps: [
            Bar("fresh weights in every fold", -0.16), Bar("whole songs on one side", -0.054),
            Bar("whole artists on one side", -0.09), Bar("last epoch, not the best one", -0.031),
            Bar("all folds, not one split", 0.02),
          ], to: "fair", heading: "From the claim to a fair score")
      ),
      ("folds", .foldScores(models[1], chance: 0.1, heading: "Accuracy fold by fold")),
      (
        "comparison",
        .comparison(models, chance: 0.1, joinsFolds: true, heading: "Three networks on the same folds")
      ),
      (
        "sweep",
        .accuracy(
          of: zip(models, ["0.001", "0.0001", "0.1"]).map { model, name in
            ScoredModel(name: name, scores: model.scores, mean: model.mean, interval: model.interval)
          }, over: [0.001, 0.0001, 0.1], setting: "lr", chance: 0.1, heading: "Accuracy by lr")
      ),
      (
        "bars",
        .bars(
          genres.enumerated().map {
            Bar($0.element, 0.5 + 0.05 * Double($0.offset), interval: 0.4...(0.6 + 0.04 * Double($0.offset)))
          },
          axis: "F1", heading: "F1 per genre")
      ),
      (
        "reliability",
        .reliability(
          (1...9).map {
            ReliabilityBin(confidence: Double($0) / 10, accuracy: Double($0 * $0) / 100, count: $0 * 7)
          },
          heading: "Does it know what it knows?")
      ),
    ]
  }

  static var others: [(name: String, picture: Picture)] {
    let points = (0..<200).map { index -> (Double, Double, String) in
      let genre = index % 10
      return (
        cos(Double(genre)) * 8 + noise(index) * 5, sin(Double(genre)) * 8 + noise(index + 999) * 5,
        genres[genre]
      )
    }
    let rows = (0..<30).map { time -> [Double] in
      let raw = genres.indices.map { exp(2.5 * sin(Double(time) * 0.3 + Double($0) * 1.7)) }
      return raw.map { $0 / raw.reduce(0, +) }
    }
    let kernels = (0..<32).map { index in
      Tile(name: "\(index)", width: 3, height: 3, values: (0..<9).map { Float(noise(index * 9 + $0) - 0.5) })
    }
    let maps = (0..<50).map { index in
      Tile(width: 32, height: 32, values: (0..<1024).map { Float(noise($0 / 32 + index) * noise($0 % 32)) })
    }
    return [
      (
        "scatter",
        .scatter(
          x: points.map(\.0), y: points.map(\.1), labels: points.map(\.2),
          heading: "200 songs in two dimensions")
      ),
      (
        "timeline",
        .timeline(
          times: (0..<30).map(Double.init), probabilities: rows, genres: genres,
          heading: "pop.00005, second by second")
      ),
      (
        "prediction",
        .prediction(rows[0], genres: genres, heading: "pop.00005", size: .wide)
      ),
      (
        "heat",
        .heatMap(
          (0..<200).map { Float(noise($0)) * 3 }, rows: 10, columns: 20, rowNames: genres,
          axes: ("", "dimension"),
          heading: "Features per genre")
      ),
      ("kernels", .imageGrid(kernels, signed: true, heading: "Kernels of conv1")),
      ("maps", .imageGrid(maps, heading: "Feature maps of block3")),
      (
        "table",
        .table(
          columns: ["name", "genre", "artist", "score"],
          rows: (0..<12).map { ["song \($0)", genres[$0 % 10], "The Amber Wires", "0.\(98 - $0)"] },
          heading: "Recommended")
      ),
    ]
  }

  /// What nobody means to draw and everybody draws once.
  static var degenerate: [Picture] {
    let one = Frames(bands: 1, count: 1, values: [0])
    let none = Frames(bands: 0, count: 0, values: [])
    let broken = Frames(bands: 2, count: 2, values: [.nan, .infinity, -.infinity, 1])
    let nan = [Double.nan, .nan]
    return [
      .waveform([], rate: 22_050), .waveform([0], rate: 1), .waveform([.nan, .infinity], rate: 8000),
      .spectrogram(none), .spectrogram(one), .spectrogram(broken),
      .spectrogram(one, axes: SoundAxes(low: 5, high: 5)),
      .spectrogram(one, axes: SoundAxes(scale: .logarithmic)),
      .gates(under: one, rows: []), .gates(under: none, rows: [GateRow(name: "z", values: one)]),
      .gates(under: one, rows: [GateRow(name: "z", values: one)]),
      .gates(under: broken, rows: [GateRow(name: "z", isSigned: true, values: broken)]),
      .kernels([], filters: 0, channels: 0, height: 0, width: 0),
      .kernels([.nan], filters: 1, channels: 1, height: 1, width: 1),
      .kernels(Array(repeating: 0, count: 200 * 40 * 9), filters: 200, channels: 40, height: 3, width: 3),
      .layerMap(under: one, map: one, name: ""), .layerMap(under: none, map: one, name: "x"),
      .layerMap(under: broken, map: broken, name: "x", features: true, signed: true),
      .receptiveFields([], seconds: 3),
      .receptiveFields([SeenPart(name: "a", frequencies: 0...1e9, times: -5...50)], seconds: 3),
      .convolution(
        one, map: one, step: ConvolutionStep(kernel: [[1]], window: [[.nan]], band: 0, frame: 0)),
      .convolution(none, map: one, step: ConvolutionStep(kernel: [], window: [], band: 0, frame: 0)),
      .memory([]), .memory([("", [])]), .memory([("a", [1]), ("b", [0, 1, .nan])]),
      .network([]), .network([NetworkBar(name: "a", parameters: 0, multiplications: 0, isFrozen: nil)]),
      .network([
        NetworkBar(name: "a", parameters: 9, multiplications: 0, isFrozen: true, once: 0),
        NetworkBar(name: "b", parameters: 9, multiplications: 0, isFrozen: false, perEpoch: 1e-9),
      ]),
      .learningCurves([]),
      .learningCurves([NamedLearningCurve(name: "a", items: [3], accuracies: [.nan], intervals: [0...1])]),
      .scatter([], labels: []), .scatter([PointMap(x: [1], y: [])], labels: ["a"], names: ["x"]),
      .series([], name: "", under: none), .series([1], name: "x", under: one),
      .series([.nan, 1], name: "x", under: broken),
      .audit([], kinds: [], pairs: []),
      .audit([AuditedClip(genre: "", peak: nil, level: nil, findings: ["x"])], kinds: ["x"], pairs: [(0, 0)]),
      .saliency(over: one, saliency: one), .saliency(over: one, saliency: none),
      .saliency(over: broken, saliency: broken),
      .bridge(from: Bar("", 0), steps: []), .bridge(from: Bar("a", .nan), steps: [Bar("b", 0.1)]),
      .bridge(from: Bar("a", 0.1), steps: [Bar("b", -0.5), Bar("c", 1e9)]),
      .bridge(from: Bar("a", 1), steps: names(50).map { Bar($0, -0.01) }),
      .trainingCurves(loss: [], accuracy: []), .trainingCurves(loss: [1], accuracy: [0.5]),
      .trainingCurves(loss: nan, accuracy: nan, validationLoss: nan, validationAccuracy: nan, kept: 99),
      .learningCurve(items: [], test: []), .learningCurve(items: [3], test: [[]]),
      .learningCurve(items: [3], test: [[1]]),
      .foldPlan(foldOfItem: [], labels: []), .foldPlan(foldOfItem: [0], labels: ["a"]),
      .foldPlan(foldOfItem: [0, 1], labels: ["a"]), .foldPlan(foldOfItem: Array(0..<50), labels: names(50)),
      .confusion([], genres: []), .confusion([[1]], genres: ["a"]),
      .confusion([[0]], genres: ["a"], shares: true),
      .confusion([[1, 2]], genres: ["a"]),
      .foldScores(ScoredModel(name: "", scores: [], mean: .nan)),
      .foldScores(ScoredModel(name: "", scores: nan, mean: .nan, interval: 0...1), chance: .nan),
      .accuracy(of: [], over: [], setting: ""),
      .accuracy(of: [ScoredModel(name: "1", scores: [0.5], mean: 0.5)], over: [1], setting: "units"),
      .accuracy(
        of: [ScoredModel(name: "1", scores: nan, mean: .nan)], over: [.nan], setting: "x", chance: .nan),
      .comparison([]), .comparison([ScoredModel(name: "a", scores: [0.5], mean: 0.5)]),
      .comparison([ScoredModel(name: "a", scores: nan, mean: .nan)], chance: 2),
      .bars([]), .bars([Bar("a", 0)]), .bars([Bar("a", .nan)]), .bars([Bar("a", -1e300), Bar("b", 1e300)]),
      .bars(names(50).map { Bar($0, 1) }),
      .scatter(x: [], y: [], labels: []), .scatter(x: [1], y: [1], labels: ["a"]),
      .scatter(x: [.nan, 1], y: [1, .infinity], labels: ["a", "b"]),
      .scatter(x: [1, 1], y: [2, 2], labels: ["", ""]),
      .scatter(x: (0..<50).map(Double.init), y: (0..<50).map(noise), labels: names(50)),
      .timeline(times: [], probabilities: [], genres: []),
      .timeline(times: [0], probabilities: [[1]], genres: ["a"]),
      .timeline(times: [0, 0], probabilities: [[1], [1]], genres: ["a"]),
      .timeline(times: [0, 1], probabilities: [[.nan], [1]], genres: ["a"]),
      .predictions(names: [], probabilities: [], genres: []),
      .predictions(names: ["a"], probabilities: [[.nan]], genres: ["a"]),
      .predictions(names: ["a", "b"], probabilities: [[1], [1]], genres: ["a"]),
      .predictions(names: ["a"], probabilities: [[0.5]], genres: ["a", "b"]),
      .heatMap([0, 0], rows: 1, columns: 2, signed: true),
      .heatMap([.nan], rows: 1, columns: 1, signed: true),
      .heatMap([], rows: 0, columns: 0), .heatMap([1], rows: 1, columns: 1),
      .heatMap([.nan, .nan], rows: 1, columns: 2),
      .imageGrid([]), .imageGrid([Tile(width: 1, height: 1, values: [.nan])]),
      .imageGrid([Tile(width: 2, height: 2, values: [])], signed: true),
      .imageGrid([Tile(width: 1, height: 1, values: [1, 2, 3])]),
      .reliability([]), .reliability([ReliabilityBin(confidence: .nan, accuracy: 1, count: 3)]),
      .table(columns: [], rows: []), .table(columns: ["a", "b"], rows: [["1"], []]),
      .table(columns: ["a"], rows: (0..<500).map { ["\($0)"] }),
      .waveform(
        [0.5], rate: 1, heading: Heading(String(repeating: "long title ", count: 40)),
        size: PictureSize(width: 1, height: 1)),
    ]
  }
}

extension Picture {
  /// The waveform of samples in memory, which nothing can be wrong with.
  fileprivate static func waveform(
    _ samples: [Float], rate: Int, heading: Heading = Heading(), size: PictureSize = .wide
  ) -> Picture {
    do {
      return try waveform(.held(Sound(samples: samples, rate: rate)), heading: heading, size: size)
    } catch {
      Issue.record(error)
      return .bars([])
    }
  }
}
