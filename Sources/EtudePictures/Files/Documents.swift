import CCairo
import EtudeCore

extension Picture {
  /// The picture as SVG, its provenance in `<metadata>`, its title and alternative text in `<title>` and `<desc>`.
  public func svg(provenance: Provenance? = nil) throws -> [UInt8] {
    let surface = try CairoSurface(.svg, width: width, height: height)
    Painter(surface: surface).paint(self)
    let drawn = SVG.renumbered(String(decoding: try surface.finish(), as: UTF8.self))
    var head = title.isEmpty ? "" : "<title>\(SVG.escaped(title))</title>\n"
    head += "<desc>\(SVG.escaped(alternative))</desc>\n"
    if let provenance {
      let texts = provenance.texts.map { "\($0.0): \($0.1)" }.joined(separator: "\n")
      head += "<metadata>\(SVG.escaped(texts))</metadata>\n"
    }
    return Array(SVG.inserted(head, in: drawn).utf8)
  }

  /// The picture as PDF, its provenance in the document's keywords and subject; its date is fixed.
  public func pdf(provenance: Provenance? = nil) throws -> [UInt8] {
    let surface = try CairoSurface(.pdf, width: width, height: height)
    func set(_ key: cairo_pdf_metadata_t, _ text: String) {
      if !text.isEmpty { cairo_pdf_surface_set_metadata(surface.surface, key, text) }
    }
    // Without a date of its own Cairo writes the time of day, and equal pictures would differ.
    set(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    set(CAIRO_PDF_METADATA_TITLE, title)
    set(CAIRO_PDF_METADATA_SUBJECT, alternative)
    if let provenance {
      set(CAIRO_PDF_METADATA_CREATOR, "Étude \(provenance.version)")
      set(CAIRO_PDF_METADATA_KEYWORDS, provenance.texts.map { "\($0.0): \($0.1)" }.joined(separator: "; "))
    }
    Painter(surface: surface).paint(self)
    return try surface.finish()
  }
}

/// What Cairo's SVG needs added.
enum SVG {
  /// Text with the characters that XML keeps for itself written out, and those it forbids left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isAllowed = scalar.value >= 32 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
      if let reference = scalar.markupReference {
        result += reference
      } else if isAllowed || scalar == "\n" || scalar == "\t" {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Puts text behind the opening `<svg …>`.
  static func inserted(_ text: String, in svg: String) -> String {
    guard let tag = svg.range(of: "<svg"), let end = svg[tag].firstIndex(of: ">") else { return svg }
    return svg[...end] + "\n" + text + svg[svg.index(after: end)...]
  }

  /// Names such as `surface12` and `image7` counted from 0 in each document: Cairo counts them through the process.
  static func renumbered(_ svg: String) -> String {
    let kinds = ["surface", "image", "clip", "mask", "pattern", "source", "linear", "radial"]
    var numbers: [String: Int] = [:]
    var result: [UInt8] = []
    let bytes = Array(svg.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      result.append(byte)
      index += 1
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#") else { continue }
      for kind in kinds where bytes[index...].starts(with: kind.utf8) {
        var end = index + kind.utf8.count
        let start = end
        while end < bytes.count, bytes[end] >= UInt8(ascii: "0"), bytes[end] <= UInt8(ascii: "9") { end += 1 }
        guard end > start else { continue }
        let name = String(decoding: bytes[index..<end], as: UTF8.self)
        let number = numbers[name] ?? numbers.count
        numbers[name] = number
        result += Array("\(kind)\(number)".utf8)
        index = end
        break
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension String {
  /// Where `text` first lies.
  fileprivate func range(of text: String) -> PartialRangeFrom<String.Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index... }
      index = self.index(after: index)
    }
    return nil
  }
}
