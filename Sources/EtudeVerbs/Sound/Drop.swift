import EtudeData
import EtudeLanguage

extension Verb {
  static let drop = Verb(
    "drop", "the dataset without the items that are unreadable, doubled, silent or short", section: .data,
    operands: [Operands.dataset],
    options: [DropOptions.unreadable, DropOptions.duplicates, DropOptions.silent, DropOptions.shorter],
    result: Rules.sound(of: Operands.dataset, as: .dataset),
    examples: [
      "good = songs | drop duplicates: yes shorter: 2s", "whole = songs | drop unreadable: yes silent: yes",
    ]
  ) { call in
    let work = call.environment.work
    let unwanted = Dataset.Unwanted(
      unreadable: try call[DropOptions.unreadable], duplicates: try call[DropOptions.duplicates],
      silent: try call[DropOptions.silent], shorter: try call[DropOptions.shorter])
    let left = try call[Operands.dataset].dataset.dropping(unwanted, work: work)
    return .object(DatasetValue(dataset: left.dataset, work: work))
  }
}

private enum DropOptions {
  static let unreadable = TypedOption(
    "unreadable", .flag, default: true, help: "without what cannot be read")
  static let duplicates = TypedOption(
    "duplicates", .flag, default: false, help: "without later copies of the same bytes, whatever their genre")
  static let silent = TypedOption("silent", .flag, default: false, help: "without silence")
  static let shorter = TypedOption("shorter", .time(), absence: "none", help: "without what is shorter")
}
