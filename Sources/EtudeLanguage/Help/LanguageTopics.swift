/// What help says of the language itself: a few lines, and lines to try.
public struct LanguageTopic: Sendable {
  public let summary: String
  /// A script that runs as it stands.
  public let example: String

  /// By what is asked for.
  public static let all: [String: LanguageTopic] = [
    "if": LanguageTopic(
      summary: "one branch or another: the condition is yes or no, 'else' stands on the line of the '}'",
      example:
        "n = 3\nif n > 2 and not (n == 4) { print \"few\" } else if n > 9 { print \"many\" } else { print \"some\" }"
    ),
    "for": LanguageTopic(
      summary: "goes over a list, or over what has elements; what finished rounds bound stays",
      example: "for i in 1..3 { print i * i }"),
    "param": LanguageTopic(
      summary: "a name whose value the command line may replace: etude run lab.etude epochs=3",
      example: "param epochs = 5\nprint epochs"),
    "seed": LanguageTopic(
      summary: "the seed of the statements after it; equal statements with one seed give equal numbers",
      example: "seed 7"),
    "include": LanguageTopic(
      summary: "does what another file says, whose path starts at the folder of this one", example: ""),
    "strings": LanguageTopic(
      summary:
        "\"{operand}\" takes a value in, {x:2} with decimals, {x:1%} as a percentage; 'single' takes none",
      example: "x = 2 / 3\nprint \"{x:2}, {x:1%}, {x * 3}\" '{x}'"),
    "numbers": LanguageTopic(
      summary: "a unit touches its number (s ms min Hz kHz dB %); sums join one kind; 30% is 0.3",
      example: "print 1s + 500ms 3s / 500ms 30% + 0.2"),
    "lists": LanguageTopic(
      summary: "values of one type, with labels or without; '+' joins; a list and a number is each element",
      example: "xs = [small: 1, large: 10]\nprint xs.small xs[\"large\"] xs[-1] xs * 2 [1, 2] + [3]"),
    "ranges": LanguageTopic(
      summary: "hold both ends; as an index they gather, and keep the kind: songs[0..4], songs[-5..-1]",
      example: "print 1..4 3..1 (10..20)[0..2]"),
    "paths": LanguageTopic(
      summary:
        "read from the folder of the file they are written in, written to --out or the current folder; ~/ is home",
      example: ""),
  ]

  /// Other words for them.
  private static let others = [
    "else": "if", "and": "if", "or": "if", "not": "if", "in": "for", "string": "strings", "text": "strings",
    "number": "numbers", "units": "numbers", "quantity": "numbers", "list": "lists", "range": "ranges",
    "path": "paths",
  ]

  /// The page on a word of the language; nil for any other.
  static func page(_ topic: String) -> String? {
    let name = others[topic] ?? topic
    guard let found = all[name] else { return nil }
    let lines = found.example.split(separator: "\n").map { "  \($0)" }
    return (["\(name): \(found.summary)"] + (lines.isEmpty ? [] : ["", "example"] + lines)).joined(
      separator: "\n")
  }
}
