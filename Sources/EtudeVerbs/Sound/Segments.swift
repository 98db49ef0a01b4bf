import EtudeData
import EtudeLanguage

extension Verb {
  static let segments = Verb(
    "segments", "each item cut into pieces, which keep its label, track and artist", section: .data,
    operands: [Operands.dataset], options: [SegmentsOptions.length, SegmentsOptions.hop],
    result: Rules.sound(of: Operands.dataset, as: .dataset),
    examples: ["pieces = songs | segments length: 3s", "pieces = segments songs length: 2s hop: 1s"]
  ) { call in
    let pieces = try call[Operands.dataset].dataset.segments(
      length: call[SegmentsOptions.length], hop: call[SegmentsOptions.hop], work: call.environment.work)
    return .object(DatasetValue(dataset: pieces, work: call.environment.work))
  }
}

private enum SegmentsOptions {
  static let length = TypedOption("length", .time(0.1...3600), default: 3, help: "of a piece")
  static let hop = TypedOption(
    "hop", .time(0.05...3600), from: length, absence: "= length",
    help: "from the start of a piece to the next"
  ) { $0 }
}
