import EtudeCore
import EtudeLanguage

/// The shortest script that makes a session's live values again.
extension SessionRecord {
  /// The script: version, seed, every default written out, a digest beside each value, cells' values named.
  ///
  /// - Parameter folder: where the script will lie; the files that it reads are named from there.
  public func script(in folder: String) -> String {
    script(of: Slice(self), in: folder)
  }

  /// The script that makes what a statement stands on, and the statement, which may still be running, at its end.
  func script(upTo executed: ExecutedStatement, in folder: String) -> String {
    let session = SessionRecord(
      vocabulary: vocabulary, cells: [], statements: statements.prefix(executed.index) + [executed],
      bindings: bindings, readingFolder: readingFolder, script: script)
    return session.script(of: Slice(session, wanted: [executed.index]), in: folder)
  }

  private func script(of slice: Slice, in folder: String) -> String {
    let written = Set(statements.flatMap(\.written))
    let read = Set(slice.statements.flatMap(\.read)).subtracting(written).filter { !$0.hasPrefix("/") }
    func path(_ name: String) -> String? {
      guard read.contains(name) else { return nil }
      return Paths.relative("\(readingFolder)/\(name)", from: folder)
    }
    var lines = ["# Étude \(Etude.version): a saved session; 'replay' with check: yes compares its digests"]
    var seed: UInt64?
    // What stands on an interrupted training will be another value when it is trained to its end.
    var partial: Set<Int> = []
    for executed in slice.statements {
      if executed.isInterrupted || !partial.isDisjoint(with: executed.uses) { partial.insert(executed.index) }
      if executed.seed != seed {
        lines.append("seed \(executed.seed)")
        seed = executed.seed
      }
      if executed.isInterrupted {
        lines.append(
          "# The next line was interrupted; run again, it goes to its end, and no digest is compared from here."
        )
      }
      lines += self.lines(of: executed, slice, path, hasDigests: !partial.contains(executed.index))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(
    of executed: ExecutedStatement, _ slice: Slice, _ path: @escaping (String) -> String?, hasDigests: Bool
  ) -> [String] {
    func cellName(_ number: Int?) -> String? {
      executed.maker(ofCell: number).flatMap { slice.cellNames[$0] }
    }
    let name = slice.cellNames[executed.index]
    if let name,
      let value = Printer.expression(
        of: executed, vocabulary: vocabulary, writesDefaults: true, cellName: cellName, path: path)
    {
      let digest = hasDigests ? executed.value?.digest : nil
      return ["\(name) = \(value)\(DigestComment.text([(name, digest)]))"]
    }
    let text = Printer.text(
      of: executed, vocabulary: vocabulary, writesDefaults: true,
      writesShown: !slice.boundOnly.contains(executed.index), cellName: cellName, path: path)
    let digests =
      hasDigests && executed.isWork
      ? executed.bound.sorted { $0.key < $1.key }.map { ($0.key, $0.value.digest) } : []
    let line = text + DigestComment.text(digests)
    guard let name, let bound = executed.statement.boundNames.first else { return [line] }
    return [line, "\(name) = \(bound)"]
  }
}

extension ExecutedStatement {
  /// Whether a value that it gave is what an interrupted run left.
  fileprivate var isInterrupted: Bool {
    (Array(bound.values) + [value ?? .nothing]).contains {
      if case .object(let object as any RunValue) = $0 { object.isPartial } else { false }
    }
  }
}

/// The comment after a saved statement: `# digest songs sha256:…`.
enum DigestComment {
  static func text(_ digests: [(name: String, digest: String?)]) -> String {
    digests.map { name, digest in digest.map { "  # digest \(name) \($0)" } ?? "" }.joined()
  }

  /// The digests that the comments of a line give, by name.
  static func read(_ line: String) -> [String: String] {
    var digests: [String: String] = [:]
    for comment in line.split(separator: "#").dropFirst() {
      let words = comment.split(separator: " ")
      if words.count == 3, words[0] == "digest" { digests[String(words[1])] = String(words[2]) }
    }
    return digests
  }

  /// The first name to which a statement gave another value than the comment on its last line says.
  static func difference(in executed: ExecutedStatement) -> String? {
    read(executed.lastLineText).sorted { $0.key < $1.key }.first { name, digest in
      executed.bound[name].map { $0.digest != digest } ?? false
    }?.key
  }
}
