import EtudeCore
import Glibc

/// One training: the loop over epochs and batches. It draws nothing and prints nothing; it emits events.
final class Trainer {
  private let task: TrainingTask
  private let options: TrainingOptions
  private let work: Work
  private let store: ParameterStore
  private let optimiser: Optimiser
  private let loss: CrossEntropy
  /// One a batch size: that of the options, and that of an epoch's last batch.
  private var networks: [Int: Network] = [:]
  private let evaluator: InferenceRunner?
  private var history: History

  init(_ task: TrainingTask, work: Work) throws {
    self.task = task
    self.work = work
    options = task.options
    store = try ParameterStore(task.plan.parameters)
    try task.loadWeights(into: store)
    guard store.trainableCount > 0 else {
      throw Failure("nothing is left to train: every layer is frozen", fix: "unfreeze a layer")
    }
    let engine = try Engine()
    let pool = BlockPool()
    let batch = min(options.batch, task.training.count)
    let remainder = task.training.count % batch
    for size in remainder == 0 ? [batch] : [batch, remainder] {
      pool.rewind()
      let context = LayerContext(
        engine: engine, pool: pool, store: store, items: size, purpose: .training,
        precision: options.precision ?? .fp32)
      context.cancellation = work.cancellation
      networks[size] = try Network(
        task.plan, context: context, steps: task.prepared.steps, stream: task.stream)
    }
    loss = CrossEntropy(classes: task.classes, weights: task.classWeights)
    optimiser = try Optimiser(
      options.optimiser, count: store.trainableCount, groups: task.parameterGroups(in: store))
    history = task.history
    evaluator =
      task.validation.isEmpty
      ? nil
      : try InferenceRunner(
        task.plan, store: store, engine: engine, prepared: task.prepared,
        batch: task.plan.inferenceBatch(items: task.validation.count))
  }

  /// What a training ends with.
  struct Outcome {
    let weights: [String: Tensor]
    let history: History
    let isInterrupted: Bool
    let resumption: Resumption?
  }

  /// Trains until the last epoch, until patience ends, or until the user asks to stop.
  func run(_ onEvent: (TrainingEvent) -> Void) throws -> Outcome {
    var state = store.movingValues
    var wholeHistory = history
    var best = task.resumption?.best
    let first = task.resumption?.epochs ?? 0
    if let resumption = task.resumption { try optimiser.restore(resumption.optimiser) }
    var optimiserState = optimiser.state
    for epoch in first..<max(first, options.epochs) {
      do {
        if epoch == task.stop { throw Failure.interrupted }
        try train(epoch, onEvent)
        try validate()
      } catch let failure as Failure where failure == .interrupted {
        if epoch == 0 { throw failure }
        store.restore(state)
        onEvent(.interrupted(epochs: epoch))
        let resumption = Resumption(
          optimiser: optimiserState, stream: task.stream, options: options, epochs: epoch, best: best)
        return Outcome(
          weights: try store.tensors(unchanged: task.given), history: wholeHistory, isInterrupted: true,
          resumption: resumption)
      }
      state = store.movingValues
      wholeHistory = history
      optimiserState = optimiser.state
      onEvent(.epoch(epoch + 1, of: options.epochs, history: history))
      guard options.patience != nil || keepsBest, let loss = history.validationLoss.last else { continue }
      if loss < best?.loss ?? .infinity { best = BestEpoch(epoch: epoch, loss: loss, values: state) }
      if let best, let patience = options.patience, epoch - best.epoch >= patience {
        onEvent(.stoppedEarly(best: best.epoch + 1))
        break
      }
    }
    if keepsBest, let best { store.restore(best.values) }
    return Outcome(
      weights: try store.tensors(unchanged: task.given), history: history, isInterrupted: false,
      resumption: nil)
  }

  private var keepsBest: Bool { options.keepsBest ?? (options.patience != nil) }

  private func train(_ epoch: Int, _ onEvent: (TrainingEvent) -> Void) throws {
    let order = task.order(epoch: epoch)
    let rate = options.learningRate.rate(at: epoch, of: options.epochs)
    let batches = (order.count + options.batch - 1) / options.batch
    var total = CrossEntropy.Sum()
    for batch in 0..<batches {
      let items = Array(order[batch * options.batch..<min((batch + 1) * options.batch, order.count)])
      guard let network = networks[items.count] else {
        throw Failure("no network is ready for a batch of \(items.count)")
      }
      let sum = try step(network, items, epoch: epoch, batch: batch, rate: rate)
      guard sum.loss.isFinite else {
        throw Failure(
          "the loss is no number in epoch \(epoch + 1)",
          fix: "use a smaller learning rate, for instance lr: 1e-4")
      }
      total.loss += sum.loss
      total.weight += sum.weight
      total.correct += sum.correct
      onEvent(.batch(epoch: epoch + 1, done: batch + 1, of: batches, loss: sum.loss / max(sum.weight, 1e-30)))
    }
    guard store.areFinite else {
      throw Failure(
        "the weights are no numbers after epoch \(epoch + 1)",
        fix: "use a smaller learning rate, for instance lr: 1e-4")
    }
    history.append(
      loss: total.loss / max(total.weight, 1e-30), accuracy: Double(total.correct) / Double(order.count))
  }

  private func step(
    _ network: Network, _ items: [Int], epoch: Int, batch: Int, rate: Double
  ) throws -> CrossEntropy.Sum {
    try work.checkCancelled()
    let parts = try items.map { try task.prepared.parts(of: $0) }
    var targets = task.targets(items)
    for (index, slot) in network.slots.enumerated() { try slot.fill(parts.map { $0[index] }) }
    try task.augment(network.slots, targets: &targets, epoch: epoch, batch: batch)
    for layer in network.layers { layer.beginStep(epoch: epoch, batch: batch) }
    if batch > 0 || epoch > 0 { try network.reloadWeights() }
    try network.forward(work)
    let sum = targets.withUnsafeBufferPointer { buffer -> CrossEntropy.Sum in
      guard let base = buffer.baseAddress else { return CrossEntropy.Sum() }
      return loss.evaluate(
        logits: network.output.value.floats, targets: base, items: items.count,
        gradient: network.output.gradient?.floats)
    }
    try network.backward(work)
    if let limit = options.gradientLimit {
      clipGradients(store.gradients, count: store.trainableCount, maximum: limit)
    }
    optimiser.step(store.values, gradients: store.gradients, rate: rate)
    return sum
  }

  private func validate() throws {
    guard let evaluator else { return }
    try evaluator.reloadWeights()
    let rows = try evaluator.rows(task.validation, work: work)
    let targets = task.targets(task.validation)
    let sum = rows.flatMap { $0 }.withUnsafeBufferPointer { logits in
      targets.withUnsafeBufferPointer { targets -> CrossEntropy.Sum in
        guard let logits = logits.baseAddress, let targets = targets.baseAddress else {
          return CrossEntropy.Sum()
        }
        return loss.evaluate(logits: logits, targets: targets, items: rows.count)
      }
    }
    guard sum.loss.isFinite else {
      throw Failure(
        "the validation loss is no number", fix: "use a smaller learning rate, for instance lr: 1e-4")
    }
    history.append(
      validationLoss: sum.loss / max(sum.weight, 1e-30), accuracy: Double(sum.correct) / Double(rows.count))
  }
}
