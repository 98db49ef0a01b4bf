import EtudeCore

extension TrainingRequest {
  /// Trains each recipe of an ensemble for itself, with random numbers of its own.
  ///
  /// - Throws: `Failure.interrupted` where the user asks to stop, since an ensemble wants all of its networks.
  func fitMembers(_ onEvent: (TrainingEvent) -> Void) throws -> Fitted {
    let before = try continuing?.members
    let networks = try model.members.enumerated().map { place, member in
      let fitted = try fit(
        member, continuing: before?[place], examples: examples, labels: labels, classes: classes,
        training: training, validation: validation, options: options.forMember(member),
        stream: Digest.build {
          $0.append(stream)
          $0.append("ensemble")
          $0.append(place)
        },
        prepared: prepared?.member(place), featureSettings: featureSettings, dataDigest: dataDigest,
        work: work,
        onEvent: onEvent)
      if fitted.isInterrupted { throw Failure.interrupted }
      return fitted
    }
    var ensemble = try Fitted(ensembleOf: networks)
    ensemble.origin = continuing?.digest
    return ensemble
  }
}

extension TrainingOptions {
  /// The options with which a recipe of an ensemble is trained.
  fileprivate func forMember(_ member: Model) -> TrainingOptions {
    var options = self
    let usual = member.usualTraining
    if usesUsualEpochs == true {
      options.epochs = usual.epochs
      if case .step(_, let factor) = learningRate.course {
        options.learningRate.course = .step(every: max(1, (usual.epochs + 2) / 3), factor: factor)
      }
    }
    if usesUsualRate == true { options.learningRate.base = usual.learningRate }
    options.usesUsualEpochs = nil
    options.usesUsualRate = nil
    return options
  }
}

extension Fitted {
  /// The fitted networks of an ensemble, in order; empty for any other.
  ///
  /// - Throws: `Failure` for a recipe that does not fit its inputs.
  public var members: [Fitted] {
    get throws {
      guard !model.members.isEmpty, let ensemble = model.named().first else { return [] }
      return zip(model.members, ensemble.branches).map { member, within in
        let names = Dictionary(
          uniqueKeysWithValues: zip(within.flatMap(\.all).map(\.name), member.namedLayers.map(\.name)))
        var own: [String: Tensor] = [:]
        for (name, tensor) in weights {
          guard let dot = name.firstIndex(of: "."), let layer = names[String(name[..<dot])] else { continue }
          own[layer + name[dot...]] = tensor
        }
        var fitted = Fitted(
          model: member, classes: classes, weights: own, history: History(), isInterrupted: false,
          imageSize: imageSize, bands: bands, featureSettings: featureSettings, dataDigest: dataDigest)
        fitted.precision = precision
        return fitted
      }
    }
  }

  /// Fitted networks whose probabilities are averaged.
  ///
  /// - Throws: `Failure` for fewer than two, and where classes, features or precision differ.
  public init(ensembleOf networks: [Fitted]) throws {
    let model = try Model([.ensemble(networks.map(\.model))])
    guard let first = networks.first, let ensemble = model.named().first else {
      throw Failure("an ensemble wants two networks or more", fix: "write ensemble [a, b]")
    }
    var weights: [String: Tensor] = [:]
    for (network, within) in zip(networks, ensemble.branches) {
      guard network.classes == first.classes else {
        throw Failure(
          "the networks know different genres: \(first.classes.joined(separator: ", ")) and "
            + network.classes.joined(separator: ", "), fix: "fit them to data of the same genres")
      }
      guard network.featureSettings == first.featureSettings, network.imageSize == first.imageSize,
        network.bands == first.bands, network.precision == first.precision
      else {
        throw Failure(
          "the networks were fitted to features that were made differently",
          fix: "fit them to the same spectrograms")
      }
      let names = Dictionary(
        uniqueKeysWithValues: zip(network.model.namedLayers.map(\.name), within.flatMap(\.all).map(\.name)))
      for (name, tensor) in network.weights {
        guard let dot = name.firstIndex(of: "."), let layer = names[String(name[..<dot])] else { continue }
        weights[layer + name[dot...]] = tensor
      }
    }
    self.init(
      model: model, classes: first.classes, weights: weights,
      history: History(meanOf: networks.map(\.history)), isInterrupted: false, imageSize: first.imageSize,
      bands: first.bands, featureSettings: first.featureSettings,
      dataDigest: networks.allSatisfy { $0.dataDigest == first.dataDigest } ? first.dataDigest : nil)
    precision = first.precision
  }
}

extension History {
  /// Of each epoch the mean over the trainings that had it.
  fileprivate init(meanOf histories: [History]) {
    func means(_ series: (History) -> [Double]) -> [Double] {
      let all = histories.map(series)
      return (0..<(all.map(\.count).max() ?? 0)).map { epoch in
        let values = all.filter { epoch < $0.count }.map { $0[epoch] }
        return values.reduce(0, +) / Double(values.count)
      }
    }
    loss = means(\.loss)
    accuracy = means(\.accuracy)
    // Members without validation items have none of these.
    validationLoss = means(\.validationLoss)
    validationAccuracy = means(\.validationAccuracy)
  }
}
