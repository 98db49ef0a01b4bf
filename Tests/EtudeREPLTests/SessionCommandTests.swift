import EtudeCore
import EtudeREPL
import EtudeSession
import Testing

@Suite("Session commands")
struct SessionCommandTests {
  @Test(
    "Every command is read with what follows it",
    arguments: [
      (".help", ".help", ""), (".history ", ".history", ""), (".vars", ".vars", ""), (".quit", ".quit", ""),
      (".time", ".time", ""), (".time  on", ".time", "on"), (".time fit net mels", ".time", "fit net mels"),
      (".open my lab.etude", ".open", "my lab.etude"), (".open \"my lab.etude\"  ", ".open", "my lab.etude"),
      (".time \"a\" + \"b\"", ".time", "\"a\" + \"b\""), (".ls", ".ls", ""), (".cd 'a b'", ".cd", "a b"),
      (".forget a b", ".forget", "a b"),
    ])
  func commands(line: String, name: String, argument: String) throws {
    let read = try SessionCommand.read(line, among: SessionCommand.all)
    #expect(read.command.name == name)
    #expect(read.argument == argument)
  }

  @Test(
    "Others are refused with what to write",
    arguments: [
      (".hlep", "did you mean '.help'?"), (".his", "did you mean '.history'?"),
      (".open", "write: .open lab.etude"), (".forget", "write: .forget songs"), (".vars x", "write: .vars"),
      (".frobnicate", "there are " + SessionCommand.names.joined(separator: " ")),
      (".", "there are " + SessionCommand.names.joined(separator: " ")),
    ])
  func refusals(line: String, fix: String) {
    let failure = #expect(throws: Failure.self) { try SessionCommand.read(line, among: SessionCommand.all) }
    #expect(failure?.fix == fix)
  }

  @Test("Each is declared once, with an example where something follows it")
  func declarations() throws {
    #expect(Set(SessionCommand.names).count == SessionCommand.all.count)
    for command in SessionCommand.all {
      #expect(command.name.hasPrefix(".") && !command.summary.isEmpty)
      #expect(SessionCommand.reference.contains("`\(command.usage.replacing("|", with: "\\|"))`"))
      if case .required = command.argument { #expect(!command.examples.isEmpty, "\(command.name)") }
      for example in command.examples {
        #expect(try SessionCommand.read(example, among: SessionCommand.all).command.name == command.name)
      }
    }
  }
}
