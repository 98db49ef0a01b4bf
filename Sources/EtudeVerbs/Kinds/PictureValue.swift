import EtudeCore
import EtudeLanguage
import EtudePictures

/// A drawing with where it comes from.
public struct PictureValue: ObjectValue {
  public let picture: Picture
  public let provenance: Provenance

  public var kind: Kind { .picture }
  public var digest: String? {
    (try? picture.png(provenance: nil)).map { Digest(of: $0).description }
  }

  public var summary: String {
    let title = picture.title.isEmpty ? "" : " · \(picture.title)"
    return "picture · \(picture.width) × \(picture.height)\(title)"
  }

  public func field(_ name: String) throws -> Value {
    .count(name == "width" ? picture.width : picture.height)
  }
}
