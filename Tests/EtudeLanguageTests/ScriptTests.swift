import EtudeCore
import EtudeLanguage
import Testing

/// Scripts with what they show and what is wrong with them written beside their lines.
///
/// `# expect: text` is a line of output, in order. `# error 24: cause | fix` and `# warning …` are about the line
/// before, at that column. All of them are compared, none may be missing or too many.
@Suite struct ScriptTests {
  static let folder = String(#filePath.dropLast("ScriptTests.swift".count)) + "Scripts"
  static let scripts = Folder.names(in: folder).filter { $0.hasSuffix(".etude") }

  @Test(arguments: scripts) func says(_ name: String) throws {
    let bytes = try WholeFile.read("\(Self.folder)/\(name)")
    let text = String(decoding: bytes, as: UTF8.self)
    var expected: [String] = []
    var remarks: [String] = []
    var line = 0
    for (index, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let comment = row.drop { $0 == " " }
      if comment.hasPrefix("# expect: ") {
        expected.append(String(comment.dropFirst("# expect: ".count)))
      } else if let remark = ["error", "warning"].first(where: { comment.hasPrefix("# \($0) ") }) {
        remarks.append("\(remark) \(line):\(comment.dropFirst(remark.count + 3))")
      } else if !comment.isEmpty {
        line = index + 1
      }
    }
    let run = ScriptRunner(text)
    for missing in remarks where !run.remarks.contains(missing) { Issue.record("missing: \(missing)") }
    for extra in run.remarks where !remarks.contains(extra) { Issue.record("unexpected: \(extra)") }
    for (got, want) in zip(run.output, expected) where got != want { Issue.record("'\(got)', not '\(want)'") }
    #expect(run.remarks == remarks, "in order of position")
    #expect(run.output.count == expected.count)
    #expect(!expected.isEmpty || !remarks.isEmpty)
  }
}
