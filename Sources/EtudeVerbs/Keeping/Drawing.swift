import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudePictures
import EtudeSound

/// Which picture suits a value.
struct Drawing {
  let standardSize: PictureSize
  /// The digest of the data that the picture shows, as text.
  let data: String?
  private let draw: (PictureSize, String?) throws -> Picture

  func picture(size: PictureSize, title: String?) throws -> Picture { try draw(size, title) }

  init(
    _ size: PictureSize, data: String?, _ draw: @escaping (PictureSize, String?) throws -> Picture
  ) {
    standardSize = size
    self.data = data
    self.draw = draw
  }

  /// - Throws: a `Failure` that says what can be drawn, for values that no picture suits.
  init(_ value: Value, work: Work) throws {
    switch value {
    case .object(let object): try self.init(object, work)
    case .list(let list): try self.init(list)
    default:
      throw Failure(
        "there is no picture of \(ValueText.of(value))",
        fix: "plot a clip, a spectrogram, a plan, a history, a result, a confusion or an array")
    }
  }

  /// The kinds that pictures suit.
  static let kinds: Set<Kind> = [
    .clip, .dataset, .spectrograms, .mfccs, .spectrogram, .mfcc, .history, .fitted, .plan, .result,
    .prediction, .table, .array, .picture,
  ]

  /// Refuses a type that no picture suits, before anything runs.
  static func check(_ type: ValueType) throws {
    switch type {
    case .unknown, .list(of: .unknown, _), .list(of: .number, _), .list(of: .kind(.result), _): return
    case .kind(let kind) where kinds.contains(kind): return
    case .list:
      throw Failure(
        "there is no picture of \(type.described)", fix: drawable)
    default:
      throw Failure(
        "there is no picture of \(type.described)", fix: drawable)
    }
  }

  private static let drawable =
    "plot a clip, a spectrogram, a plan, a history, a result, a confusion or an array"

  private init(_ object: any ObjectValue, _ work: Work) throws {
    switch object {
    case let value as ClipValue: try self.init(value.clip, work)
    case let value as DatasetValue:
      if let map = value.map {
        self.init(map)
      } else {
        self.init(value.dataset, data: try value.dataset.digest(work: work).description)
      }
    case let value as SpectrogramsValue: self.init(value.examples.dataset, data: value.digest)
    case let value as SpectrogramValue: self.init(value)
    case let value as HistoryValue: self.init(value)
    case let value as FittedValue: self.init(HistoryValue(history: value.fitted.history))
    case let value as PlanValue: self.init(value)
    case let value as ResultValue: self.init(result: value.result)
    case let value as PredictionValue: self.init(value)
    case let value as TableValue: self.init(value)
    case let value as ArrayValue: try self.init(value)
    case let value as PictureValue:
      self.init(
        PictureSize(width: value.picture.width, height: value.picture.height), data: value.provenance.data
      ) { _, _ in value.picture }
    default: throw Failure("there is no picture of a \(object.kind)", fix: "try: describe")
    }
  }

  private init(_ list: ListValue) throws {
    let numbers = list.items.compactMap { item -> Bar? in
      item.value.numeric.map { Bar(item.label ?? "", $0) }
    }
    if numbers.count == list.items.count, !numbers.isEmpty {
      let bars = numbers.enumerated().map { Bar($1.name.isEmpty ? "\($0)" : $1.name, $1.value) }
      self.init(.standard, data: nil) { Picture.bars(bars, title: $1 ?? "", size: $0) }
      return
    }
    let results = list.items.enumerated().compactMap { index, item -> (String, Evaluation)? in
      guard case .object(let value as ResultValue) = item.value else { return nil }
      return (item.label ?? "\(index + 1)", value.result)
    }
    guard results.count == list.items.count, !results.isEmpty else {
      throw Failure("there is no picture of this list", fix: "plot its elements one by one")
    }
    self.init(
      comparing: results.map { ScoredModel($1, named: $1.stamped($0)) }, of: results.first?.1)
  }

  private init(_ clip: Clip, _ work: Work) throws {
    self.init(.wide, data: try clip.digest(work: work).description) { size, title in
      try Picture.waveform(
        clip.soundSource(work: work), start: clip.start, title: title ?? clip.name,
        size: size, cancellation: work.cancellation)
    }
  }

  private init(_ dataset: Dataset, data: String?) {
    self.init(.standard, data: data) { size, title in
      Picture.bars(
        zip(dataset.genres, dataset.countsPerGenre).map { Bar($0, Double($1)) }, axis: "clips",
        title: title ?? "Clips of each genre", size: size)
    }
  }

  private init(_ value: SpectrogramValue) {
    self.init(.standard, data: value.digest) { size, title in
      Picture.spectrogram(
        try value.frames(), axes: SoundAxes(value), colors: value.settings.colors,
        title: title ?? value.clip.name, size: size)
    }
  }

  private init(_ value: HistoryValue) {
    self.init(.standard, data: nil) { size, title in
      let history = value.history
      return Picture.trainingCurves(
        loss: history.loss, accuracy: history.accuracy, validationLoss: history.validationLoss,
        validationAccuracy: history.validationAccuracy, title: title ?? "Training", size: size)
    }
  }

  private init(_ value: PlanValue) {
    self.init(.standard, data: value.plan.key.description) { size, title in
      Picture.foldPlan(
        foldOfItem: value.plan.foldOf[0], labels: value.dataset.labels,
        groups: value.plan.by == .item || value.plan.by == .segment ? [] : value.plan.groups.map(String.init),
        subtitle: "\(value.plan.split.rawValue), by \(value.plan.by.rawValue)", title: title ?? "Fold plan",
        size: size)
    }
  }

  private init(result: Evaluation) {
    self.init(.standard, data: result.data.description) { size, title in
      Picture.foldScores(
        ScoredModel(result, named: result.kind.rawValue), chance: 1 / Double(max(1, result.genres.count)),
        title: result.stamped(title ?? "Accuracy, fold by fold"), size: size)
    }
  }

  /// Scores side by side; chance and data are those of the first result.
  private init(comparing models: [ScoredModel], of first: Evaluation?, joinsFolds: Bool = false) {
    self.init(.standard, data: first?.data.description) { size, title in
      Picture.comparison(
        models, chance: first.map { 1 / Double(max(1, $0.genres.count)) }, joinsFolds: joinsFolds,
        title: title ?? "Accuracy compared", size: size)
    }
  }

  private init(_ value: PredictionValue) {
    let rows = value.probabilities.map { $0.map(Double.init) }
    // Rows without times are songs: they have no order in time.
    if value.times.isEmpty, rows.count == 1, let row = rows.first {
      self.init(.standard, data: value.digest) { size, title in
        Picture.prediction(row, genres: value.genres, title: title ?? value.names.first ?? "", size: size)
      }
      return
    }
    if value.times.isEmpty {
      self.init(.rows(rows.count), data: value.digest) { size, title in
        Picture.predictions(
          names: value.names, probabilities: rows, genres: value.genres,
          title: title ?? "Predicted genres of \(rows.count) songs", size: size)
      }
      return
    }
    self.init(.standard, data: value.digest) { size, title in
      Picture.timeline(
        times: value.times, probabilities: rows, genres: value.genres, step: value.every,
        title: title ?? value.names.first ?? "", size: size)
    }
  }

  private init(_ value: TableValue) {
    switch value.drawing {
    case .confusion(let result, let shares):
      self.init(.square(of: result.genres.count), data: value.data?.description) { size, title in
        Picture.confusion(
          result.confusion.counts, genres: result.genres, shares: shares,
          title: result.stamped(title ?? "Confusion"), size: size)
      }
    case .result(let result): self.init(result: result)
    case .waterfall(let waterfall):
      self.init(.standard, data: value.data?.description) { size, title in
        Picture.waterfall(waterfall, title: title ?? "From claimed to fair", size: size)
      }
    case .learningCurve(let curve):
      self.init(.standard, data: value.data?.description) { size, title in
        Picture.learningCurve(
          items: curve.points.map(\.train), test: curve.points.map { [$0.accuracy] },
          intervals: curve.points.map(\.interval), title: title ?? "Learning curve", size: size)
      }
    case .calibration(let result):
      self.init(.square, data: value.data?.description) { size, title in
        Picture.reliability(
          result.judged.calibration.map {
            ReliabilityBin(confidence: $0.confidence, accuracy: $0.accuracy, count: $0.count)
          }, title: result.stamped(title ?? "Calibration"), size: size)
      }
    case .comparison(let comparison):
      let choice = comparison.choice.map {
        ScoredModel(name: "chosen by others", scores: $0.accuracies, mean: $0.accuracy)
      }
      let baseline = comparison.baseline.map { ScoredModel($0, named: "stats | classify") }
      self.init(
        comparing: comparison.entries.map { ScoredModel($0.result, named: $0.label) }
          + [baseline, choice].compactMap(\.self), of: comparison.entries.first?.result, joinsFolds: true)
    case .descriptors(let measured): self.init(measured)
    case .audit(let audit): self.init(audit, data: value.data?.description)
    case nil:
      self.init(.standard, data: value.data?.description) { size, title in
        Picture.table(
          columns: value.table.columns, rows: value.table.rows.map { $0.map(\.shown) },
          title: title ?? value.title, width: size.width)
      }
    }
  }
}

extension ScoredModel {
  init(_ result: Evaluation, named name: String) {
    let folds = result.folds.sorted { ($0.repeat, $0.fold) < ($1.repeat, $1.fold) }
    self.init(
      name: name, scores: folds.map(\.accuracy), mean: result.accuracy, interval: result.interval,
      itemShare: result.otherItemShare, repeats: folds.map(\.repeat))
  }
}

extension SoundAxes {
  init(_ value: SpectrogramValue) {
    let settings = value.settings
    let scale: Scale =
      switch settings.kind {
      case .mel: settings.melScale == .htk ? .htk : .mel
      case .linear: .linear
      case .logarithmic: .logarithmic
      case .chroma: .pitchClasses
      case .mfcc: .coefficients
      }
    let unit =
      switch scale {
      // Cosine transforms of decibels are in decibels; chroma is a share of the strongest class of its frame.
      case .coefficients: "dB"
      case .pitchClasses: "strength"
      default: settings.level == .decibels ? "dB" : "power"
      }
    self.init(
      rate: settings.rate, hop: settings.hop, low: settings.lowest, high: settings.highest, scale: scale,
      start: value.clip.start, unit: unit)
  }
}
