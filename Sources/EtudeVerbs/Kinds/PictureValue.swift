import EtudeCore
import EtudeLanguage
import EtudePictures

/// A drawing with where it comes from.
public struct PictureValue: PictureBytes {
  public let picture: Picture
  public let provenance: Provenance
  /// The file that it was written to, as the script names it.
  package var file: String?

  public var kind: Kind { .picture }
  public var digest: String? {
    (try? picture.png(provenance: nil)).map { Digest(of: $0).description }
  }

  public var isInFile: Bool { file != nil }

  public func png() throws -> [UInt8] { try picture.png(provenance: provenance) }

  public var summary: String {
    let title = picture.title.isEmpty ? "" : " · \(picture.title)"
    let place = file.map { " · \($0)" } ?? ""
    return "picture · \(picture.width) × \(picture.height)\(title)\(place)"
  }

  public func field(_ name: String) throws -> Value {
    .count(name == "width" ? picture.width : picture.height)
  }
}
