import EtudeCore
import EtudeLanguage
import EtudeSession

/// One thing to look at or to hear, in the forms in which a front end may show it, by their media types.
struct MIMEBundle: Sendable {
  var forms: [(type: String, content: String)]

  /// The members of a message's content that hold it.
  var members: [JSONText.Member] {
    let data = forms.map { form -> JSONText.Member in (form.type, { $0.string(form.content) }) }
    return [("data", { $0.object(data) }), ("metadata", { $0.object([]) })]
  }

  /// A drawing larger than this is sent as pixels alone: it draws a point for each of many numbers.
  private static let largestDrawing = 400_000

  /// A picture as pixels and, where its parts are lines and letters, as a drawing.
  ///
  /// - Parameter drawing: the same as SVG, if it can be had.
  /// - Throws: what making the picture throws.
  static func picture(_ picture: any PictureBytes, drawing: [UInt8]?) throws -> MIMEBundle {
    var forms = ShownPart.picture(png: try picture.png(), caption: picture.summary).forms
    if let drawing, drawing.count <= largestDrawing {
      forms.insert((type: "image/svg+xml", content: String(decoding: drawing, as: UTF8.self)), at: 0)
    }
    return MIMEBundle(forms: forms)
  }

  /// Seconds of a sound that was played, and not only shown.
  private static let playedLength = 30.0

  /// A value that is shown as a text stands for it; of sound that is played the text is empty.
  ///
  /// - Parameter hasSound: whether a sound can be heard, and not only its name be read.
  init(_ value: Value, as text: String, hasSound: Bool) {
    guard case .object(let object) = value else {
      forms = [(type: "text/plain", content: text)]
      return
    }
    let seconds = text.isEmpty ? Self.playedLength : ShownPart.soundLength
    forms = ShownPart(object, as: text, seconds: hasSound ? seconds : nil).forms
  }

  init(forms: [(type: String, content: String)]) { self.forms = forms }
}
