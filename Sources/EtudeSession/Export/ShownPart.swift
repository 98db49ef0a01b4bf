import EtudeCore
import EtudeLanguage

/// A thing that a cell showed, ready to be written into a document.
package enum ShownPart: Sendable {
  case text(String)
  case table(ShownTable, asText: String)
  case picture(png: [UInt8], caption: String)
  /// The beginning of a sound as WAV; the caption names it.
  case sound(wav: [UInt8], caption: String)
  case warning(String)
  case error(Diagnostic)

  /// Sounds that one cell brings along; a loop over a thousand songs would make a page that no phone opens.
  package static let mostSounds = 10
  /// Seconds of each.
  package static let soundLength = 5.0

  /// A value that was shown as a text: in the form that says most of it.
  ///
  /// - Parameter seconds: how much of a sound is kept; nil for none of it, only its name.
  package init(_ object: any ObjectValue, as text: String, seconds: Double? = Self.soundLength) {
    let caption = text.isEmpty ? object.summary : text
    if let table = (object as? any TabularValue)?.shownTable {
      self = .table(table, asText: caption)
    } else if let sound = object as? any AudibleValue, let seconds,
      // What cannot be heard any more, since its file is gone, is still named.
      let wav = try? sound.excerpt(seconds: seconds)
    {
      self = .sound(wav: wav, caption: caption)
    } else {
      self = .text(caption)
    }
  }

  /// What a cell showed, in order; texts that follow one another are one.
  static func parts(of cell: Cell) throws -> [ShownPart] {
    var parts: [ShownPart] = []
    var sounds = 0
    func add(_ text: String) {
      guard !text.isEmpty else { return }
      if case .text(let before)? = parts.last {
        parts[parts.count - 1] = .text(before + "\n" + text)
      } else {
        parts.append(.text(text))
      }
    }
    for output in cell.outputs {
      switch output {
      case .text(let text): add(text)
      case .picture(let picture): parts.append(.picture(png: try picture.png(), caption: picture.summary))
      case .diagnostic(let diagnostic):
        parts.append(
          diagnostic.severity == .warning ? .warning(diagnostic.rendered) : .error(diagnostic))
      case .value(let object, let text):
        if object is any AudibleValue { sounds += 1 }
        let part = ShownPart(object, as: text, seconds: sounds <= mostSounds ? soundLength : nil)
        if case .text(let text) = part { add(text) } else { parts.append(part) }
      }
    }
    return parts
  }
}
