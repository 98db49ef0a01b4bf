import EtudeCore
import EtudeLanguage

/// Keeps a session's runs in its record: a row when a run begins, what came of it when it ends.
///
/// A record that cannot be written is a warning, said once; the run goes on.
final class RunRecorder: CallRecorder {
  private let file: RunFile
  private let record: () -> SessionRecord
  private var warned: Set<String> = []

  init(_ file: RunFile, of record: @escaping () -> SessionRecord) {
    self.file = file
    self.record = record
  }

  func run(_ call: RecordedCall, _ body: () throws -> Value) throws -> Value {
    try run(call, repeats: nil, body).value
  }

  /// Does the work, and gives the row that was kept of it; its number is 0 if none could be.
  ///
  /// - Parameter repeats: the run that this one repeats.
  func run(_ call: RecordedCall, repeats: RecordedRun?, _ body: () throws -> Value) throws -> (
    value: Value, run: RecordedRun
  ) {
    let work = call.call.environment.work
    var run = RecordedRun(call, of: record(), repeats: repeats)
    attempt(work) { run.number = try file.begin(run) }
    let began = SteadyClock.seconds()
    do {
      let value = try body()
      let kept = value.runValue
      run.kind = kept?.kind.name
      run.digest = value.digest
      run.scores = (kept?.runScores ?? [:]).filter { $0.value.isFinite }
      run.seconds = SteadyClock.seconds() - began
      end(&run, kept?.isPartial == true ? .interrupted : .done, contents: try? kept?.runContents(), work)
      return (value, run)
    } catch {
      let failure = error as? Failure
      run.seconds = SteadyClock.seconds() - began
      run.cause = failure?.cause
      end(&run, failure?.kind == .interrupted ? .interrupted : .failed, contents: nil, work)
      throw error
    }
  }

  private func end(_ run: inout RecordedRun, _ state: RecordedRun.State, contents: String?, _ work: Work) {
    guard run.number > 0 else { return }
    run.state = state
    attempt(work) { run.number = try file.end(run, contents: contents) }
  }

  private func attempt(_ work: Work, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      let message = (error as? Failure)?.description ?? "\(error)"
      if warned.insert(message).inserted { work.warn("this run is not recorded: \(message)") }
    }
  }
}

extension RecordedRun {
  fileprivate init(_ recorded: RecordedCall, of session: SessionRecord, repeats: RecordedRun?) {
    let call = recorded.call
    let folder = Paths.absolute(recorded.executed.readingFolder)
    self.init(
      verb: call.verb.name, statement: repeats?.statement ?? call.statement,
      label: repeats?.label ?? recorded.label, resolved: recorded.resolved(session.vocabulary),
      options: call.options.compactMapValues { ValueText.literal($0) ?? $0.digest },
      operands: call.operands.compactMapValues(\.digest), seed: call.environment.seed, version: Etude.version,
      machine: Machine(engine: session.vocabulary.engine).text, threads: call.environment.work.threads,
      started: WallClock.now(),
      script: session.script(upTo: recorded.executed, in: folder), folder: folder, place: recorded.place,
      turn: recorded.turn, repeats: repeats?.number)
  }
}

extension Value {
  fileprivate var runValue: (any RunValue)? {
    if case .object(let object) = self { object as? any RunValue } else { nil }
  }
}
