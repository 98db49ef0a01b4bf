import EtudeCore
import EtudeSound

extension Picture {
  /// The picture as PNG, its provenance in iTXt chunks; equal pictures give equal bytes.
  public func png(provenance: Provenance? = nil) throws -> [UInt8] {
    let texts = [("Title", title), ("Description", alternative)].filter { !$0.1.isEmpty }
    return try PNG.encode(rgb(), texts: texts + (provenance?.texts ?? []))
  }

  /// The picture's pixels, for a terminal.
  public func rgb() throws -> RGBImage {
    let surface = try CairoSurface(.pixels, width: width, height: height)
    Painter(surface: surface).paint(self)
    return try surface.pixels(width: width, height: height)
  }

  /// The picture in the form that a path's ending names: `.png`, `.svg` or `.pdf`.
  ///
  /// Throws a `Failure` for another ending.
  public func file(for path: String, provenance: Provenance? = nil) throws -> [UInt8] {
    let name = Paths.name(of: path).lowercased()
    if name.hasSuffix(".png") { return try png(provenance: provenance) }
    if name.hasSuffix(".svg") { return try svg(provenance: provenance) }
    if name.hasSuffix(".pdf") { return try pdf(provenance: provenance) }
    throw Failure("cannot draw \(path): a picture is a .png, .svg or .pdf", fix: "end the name in .png")
  }
}

extension RGBImage {
  /// The image pixel by pixel as PNG, its provenance in iTXt chunks.
  public func png(provenance: Provenance? = nil) throws -> [UInt8] {
    try PNG.encode(self, texts: provenance?.texts ?? [])
  }
}

extension Provenance {
  /// Keywords and texts, as a PNG carries them.
  var texts: [(String, String)] {
    [
      ("Software", "Étude \(version)"), ("Statement", statement), ("Seed", String(seed)), ("Data", data),
    ].filter { !$0.1.isEmpty }
  }
}
