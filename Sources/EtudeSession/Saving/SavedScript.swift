import EtudeCore
import EtudeLanguage

/// The script that makes a session's live values again.
extension SessionRecord {
  /// The script: version, seed, every default written out, a digest beside each value, cells' values named, and recorded
  /// runs written as what made them.
  ///
  /// - Parameters:
  ///   - folder: where the script will lie; the files that it reads are named from there.
  ///   - content: whether what was shown is shown again.
  /// - Throws: `Failure` where a value stands on this machine's record of runs and cannot be made without it.
  public func script(in folder: String, _ content: SavedContent = .all) throws -> String {
    let slice = Slice(self, content)
    var recalled: [Int: [Int: RecalledRun]] = [:]
    for executed in slice.statements where !executed.recalls.isEmpty {
      recalled[executed.index] = try executed.recalls.mapValues { numbers in
        try recall(numbers, executed, slice, in: folder)
      }
    }
    return script(of: slice, in: folder, recalled)
  }

  /// The script that makes what a statement stands on, and the statement, which may still be running, at its end. It is for
  /// this machine's record of runs, and may take values from there.
  func script(upTo executed: ExecutedStatement, in folder: String) -> String {
    let session = SessionRecord(
      vocabulary: vocabulary, cells: [], statements: statements.prefix(executed.index) + [executed],
      bindings: bindings, runs: runs, script: script, threads: threads)
    return session.script(of: Slice(session, wanted: [executed.index]), in: folder, nil)
  }

  /// The run that a call took from the record.
  private func recall(
    _ numbers: [[Int]], _ executed: ExecutedStatement, _ slice: Slice, in folder: String
  ) throws -> RecalledRun {
    let line = executed.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard numbers.allSatisfy({ !$0.isEmpty }) else {
      throw Failure(
        "'\(line)' stands on this machine's record of runs, which no script makes again",
        fix: "export what it gives, and bind its name to something else")
    }
    guard let number = numbers.first?.first, Set(numbers).count == 1, numbers[0].count == 1 else {
      throw Failure(
        "'\(line)' takes several runs from the record at once, which cannot be saved",
        fix: "write one at a time: a = run \(numbers.first?.first ?? 1)")
    }
    guard let runs, let run = try RunFile(runs).run(number)?.run else {
      throw Failure(
        "run \(number) is no longer in the record of runs, so what made it cannot be saved",
        fix: "export what it gives, and bind its name to something else")
    }
    return try RecalledRun(run, vocabulary: vocabulary, in: folder, names: slice.pool)
  }

  ///
  /// - Parameter recalled: what stands for calls that took something from this machine's record of runs, by statement and
  ///   call; nil for a script that may take it from there.
  private func script(of slice: Slice, in folder: String, _ recalled: [Int: [Int: RecalledRun]]?) -> String {
    let written = Set(statements.flatMap(\.written))
    let read = Set(slice.statements.flatMap(\.read)).subtracting(written).filter {
      !$0.hasPrefix("/") && !$0.hasPrefix("~/")
    }
    var lines = [SavedHeader(threads: threads, engine: vocabulary.engine).text]
    var seed: UInt64?
    // What stands on an interrupted training will be another value when it is trained to its end.
    var partial: Set<Int> = []
    var bound: Set<String> = []
    let others = Set(statements.flatMap(\.statement.boundNames))
    for executed in slice.statements {
      let isCutOff = executed.isInterrupted && !executed.isStopKnown
      if isCutOff || !partial.isDisjoint(with: executed.uses) { partial.insert(executed.index) }
      let runs = recalled?[executed.index] ?? [:]
      for run in runs.sorted(by: { $0.key < $1.key }).map(\.value) {
        lines += run.lines
        // It set a seed of its own.
        seed = nil
      }
      if executed.seed != seed {
        lines.append("seed \(executed.seed)")
        seed = executed.seed
      }
      if isCutOff {
        lines.append(
          "# The next line was interrupted; run again, it goes to its end, and no digest is compared from here."
        )
      }
      var rewriting = Printer.Rewriting()
      rewriting.cellName = { executed.maker(ofCell: $0).flatMap { slice.cellNames[$0] } }
      rewriting.path = { name in
        guard read.contains(name) else { return nil }
        return Paths.relative("\(executed.folder(of: name))/\(name)", from: folder)
      }
      rewriting.freshName = slice.pool.fresh
      rewriting.calls = runs.mapValues(\.name)
      if recalled != nil {
        rewriting.leftOut = LeftOut(of: executed, vocabulary, bound: bound, others: others)
      }
      lines += self.lines(of: executed, slice, rewriting, hasDigests: !partial.contains(executed.index))
      bound.formUnion(executed.bound.keys)
    }
    // The record of runs is edited by nobody.
    return (recalled == nil ? lines : EditTrail.marking(lines)).map { $0 + "\n" }.joined()
  }

  private func lines(
    of executed: ExecutedStatement, _ slice: Slice, _ rewriting: Printer.Rewriting, hasDigests: Bool
  ) -> [String] {
    let name = slice.cellNames[executed.index]
    if let name,
      let value = Printer.expression(
        of: executed, vocabulary: vocabulary, writesDefaults: true, rewriting: rewriting)
    {
      let noted =
        hasDigests
        ? executed.value.map { DigestComment.text([(name, $0)], hasParts: !executed.read.isEmpty) } ?? "" : ""
      let line = "\(name) = \(value)\(noted)"
      // An assignment shows nothing.
      return slice.shown.contains(executed.index) ? [line, value] : [line]
    }
    let text = Printer.text(
      of: executed, vocabulary: vocabulary, writesDefaults: true,
      writesShown: !slice.boundOnly.contains(executed.index), rewriting: rewriting)
    let digests =
      hasDigests && executed.isWork
      ? executed.bound.filter { !$0.value.isPath(rewriting.path) }.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value) } : []
    let line = text + DigestComment.text(digests, hasParts: !executed.read.isEmpty)
    guard let name, let bound = executed.statement.boundNames.first else { return [line] }
    return [line, "\(name) = \(bound)"]
  }
}

extension Value {
  /// Whether it is a text that is written in another way, since it names a file from where the script lies.
  fileprivate func isPath(_ path: (String) -> String?) -> Bool {
    if case .text(let text) = self { path(text) != nil } else { false }
  }
}

extension ExecutedStatement {
  /// Whether a value that it gave is what an interrupted run left.
  fileprivate var isInterrupted: Bool {
    (Array(bound.values) + [value ?? .nothing]).contains(where: \.isInterrupted)
  }
}

extension Value {
  fileprivate var isInterrupted: Bool {
    switch self {
    case .object(let object as any RunValue): object.isPartial
    case .list(let list): list.values.contains(where: \.isInterrupted)
    default: false
    }
  }
}
