import EtudeCore
import EtudeREPL
import Testing

@Suite("Session commands")
struct SessionCommandTests {
  @Test("Every command is read")
  func commands() throws {
    #expect(try SessionCommand(".help") == .help)
    #expect(try SessionCommand(".history ") == .history)
    #expect(try SessionCommand(".vars") == .variables)
    #expect(try SessionCommand(".runs") == .runs)
    #expect(try SessionCommand(".quit") == .quit)
    #expect(try SessionCommand(".time") == .time(true))
    #expect(try SessionCommand(".time  on") == .time(true))
    #expect(try SessionCommand(".time off") == .time(false))
    #expect(try SessionCommand(".open my lab.etude") == .open("my lab.etude"))
    #expect(try SessionCommand(".open \"my lab.etude\"  ") == .open("my lab.etude"))
  }

  @Test(
    "Others are refused with what to write",
    arguments: [
      (".hlep", "did you mean '.help'?"), (".his", "did you mean '.history'?"),
      (".open", "write: .open lab.etude"),
      (".time maybe", "write: .time on"), (".vars x", "write: .vars"),
      (".frobnicate", "there are .help .history .vars .runs .time .open .quit"),
      (".", "there are .help .history .vars .runs .time .open .quit"),
    ])
  func refusals(line: String, fix: String) {
    let failure = #expect(throws: Failure.self) { try SessionCommand(line) }
    #expect(failure?.fix == fix)
  }
}
