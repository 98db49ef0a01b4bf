import EtudeCore
import EtudeData
import EtudeLanguage

/// A clip of sound.
struct ClipValue: ObjectValue {
  let clip: Clip
  /// Where digests of files are kept, and whether to stop.
  var work = Work()

  var kind: Kind { .clip }
  var name: String? { clip.name }
  var digest: String? { try? clip.digest(work: work).description }

  var summary: String {
    var parts = [clip.name]
    if let label = clip.label { parts.append(label) }
    if let length = clip.length { parts.append(length.seconds) }
    if let score = clip.score { parts.append("score " + score.text(decimals: 3)) }
    if let because = clip.because { parts.append(because) }
    if let problem = clip.problem { parts.append("unreadable: " + problem) }
    return "clip " + parts.joined(separator: " · ")
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "name": return .text(clip.name)
    case "label": return .text(clip.label ?? "")
    case "track": return .text(clip.track)
    case "artist": return .text(clip.artist ?? "")
    case "start": return .seconds(clip.start)
    case "length": return .seconds(try known(clip.length))
    case "rate": return .hertz(Double(clip.rate))
    case "channels": return .count(clip.channels)
    case "samples": return .number((try known(clip.length) * Double(clip.rate)).rounded())
    case "file": return .text(clip.file ?? "")
    case "score": return .number(clip.score ?? 0)
    case "because": return .text(clip.because ?? "")
    default: throw Failure("a clip has no field '\(name)'")
    }
  }

  private func known(_ length: Double?) throws -> Double {
    guard let length else {
      throw Failure(
        "cannot read \(clip.name): \(clip.problem ?? "its header is missing")",
        fix: "leave such clips out: drop songs", kind: .input)
    }
    return length
  }
}
