import EtudeLanguage
import EtudeVerbs
import Foundation
import Testing

/// Whatever an error proposes passes the checker once it is applied: every verb and option, mistaken in every way.
///
/// Of a verb with many mistakes a third is tried, another third of the next verb; all of them where `ETUDE_PROPOSALS` is
/// `all`, as `Scripts/sanitize` sets it.
@Suite("Every proposal holds") struct ProposalTests {
  private static let share = ProcessInfo.processInfo.environment["ETUDE_PROPOSALS"] == "all" ? 1 : 3

  static let verbs = Vocabulary.standard.verbs.values.sorted { $0.name < $1.name }

  @Test("Of every verb", arguments: verbs.map(\.name)) func ofVerb(_ name: String) throws {
    let verb = try #require(Vocabulary.standard.verbs[name])
    var proposals = 0
    let place = Self.verbs.firstIndex { $0.name == name } ?? 0
    let mistakes = Mistakes.all(of: verb)
    let share = mistakes.count < 60 ? 1 : Self.share
    for (number, text) in mistakes.enumerated() where (number + place) % share == 0 {
      let found = AdviceBench.breaches(text)
      proposals += found.proposals
      for breach in found.breaches { Issue.record("\(breach)") }
    }
    let isRight = Mistakes.call(of: verb).map { AdviceBench.errors($0.text).isEmpty } ?? false
    #expect(proposals > 0 || !isRight)
  }

  @Test("How many there are", .enabled(if: share == 1)) func count() {
    let texts = Self.verbs.flatMap { Mistakes.all(of: $0) }
    let proposals = texts.reduce(0) { $0 + AdviceBench.breaches($1).proposals }
    print("proposals: \(proposals) applied, of \(texts.count) mistaken texts of \(Self.verbs.count) verbs")
    #expect(proposals > 1000)
  }

  @Test("Calls as others write them get one answer, which is the call", arguments: verbs.map(\.name))
  func ofCalls(_ name: String) throws {
    let verb = try #require(Vocabulary.standard.verbs[name])
    guard let call = Mistakes.call(of: verb), AdviceBench.errors(call.text).isEmpty else { return }
    for typed in Mistakes.foreign(call) {
      let errors = AdviceBench.errors(typed)
      #expect(errors.count == 1, "\(typed): \(errors.map { "\($0.cause) | \($0.fix ?? "")" })")
      #expect(errors.first?.replacement != nil, "\(typed): \(errors.first?.cause ?? "")")
    }
  }
}
