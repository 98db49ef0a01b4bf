import EtudeCore
import EtudeSound

extension Picture {
  /// The picture as PNG, its provenance in iTXt chunks; equal pictures give equal bytes.
  public func png(provenance: Provenance? = nil) throws -> [UInt8] { [] }

  /// The picture as SVG, its provenance in `<metadata>`, its title and alternative text in `<title>` and `<desc>`.
  public func svg(provenance: Provenance? = nil) throws -> [UInt8] { [] }

  /// The picture as PDF, its provenance in the document's keywords and subject; no date.
  public func pdf(provenance: Provenance? = nil) throws -> [UInt8] { [] }

  /// The picture's pixels, for a terminal.
  public func rgb() throws -> RGBImage { RGBImage(width: 0, height: 0, pixels: []) }

  /// The picture in the form that a path's ending names: `.png`, `.svg` or `.pdf`.
  public func file(for path: String, provenance: Provenance? = nil) throws -> [UInt8] { [] }
}

extension RGBImage {
  /// The image pixel by pixel as PNG, its provenance in iTXt chunks.
  public func png(provenance: Provenance? = nil) throws -> [UInt8] { [] }
}
