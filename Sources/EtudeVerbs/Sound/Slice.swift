import EtudeCore
import EtudeData
import EtudeLanguage

extension Verb {
  static let slice = Verb(
    "slice", "a part of a clip", section: .data, operands: [Operands.clip],
    options: [SliceOptions.from, SliceOptions.to, SliceOptions.length],
    result: .noted(.kind(.clip)) { call in
      if call.has(SliceOptions.to), call.has(SliceOptions.length) {
        throw OptionFailure("to", SliceOptions.saidTwice)
      }
      if let from = call[SliceOptions.from], let to = call[SliceOptions.to], to <= from {
        throw OptionFailure("to", SliceOptions.endsTooEarly)
      }
      return call.value(of: Operands.clip)?.facts as? SoundFact
    }, examples: ["middle = clip | slice from: 10s length: 5s", "end = slice clip from: 1s"]
  ) { call in
    let clip = try call[Operands.clip].clip
    let (from, to, span) = (
      try call[SliceOptions.from], try call[SliceOptions.to], try call[SliceOptions.length]
    )
    if to != nil, span != nil { throw SliceOptions.saidTwice }
    let length = to.map { $0 - from } ?? span
    if let length, length <= 0 { throw SliceOptions.endsTooEarly }
    let part = try clip.slice(from: from, length: length)
    // A hundredth of a second is how exactly lengths are shown.
    if let length, let own = part.length, own < length - 0.01 {
      call.environment.work.warn(
        "\(clip.name) is \((from + own).seconds) long: the slice ends there, after \(own.seconds)")
    }
    return .object(ClipValue(clip: part, work: call.environment.work))
  }
}

private enum SliceOptions {
  static let from = TypedOption("from", .time(), default: 0, help: "where it begins")
  static let to = TypedOption("to", .time(), absence: "the end", help: "where it ends")
  static let length = TypedOption("length", .duration, absence: "to the end", help: "how long it is")

  static let saidTwice = Failure("'to' and 'length' say the same thing twice", fix: "give one of them")
  static let endsTooEarly = Failure("the slice ends before it begins", fix: "raise 'to'")
}
