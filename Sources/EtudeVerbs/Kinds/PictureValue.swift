import EtudeCore
import EtudeLanguage
import EtudePictures

extension Kind {
  static let picture = Kind("picture")
}

/// A drawing with where it comes from.
public struct PictureValue: DeclaredValue, PictureBytes, SweptValue {
  public let picture: Picture
  public let provenance: Provenance
  /// Whether it shows how things stood when it was drawn, so that it need not be the same another time.
  var isMomentary = false
  /// The file that it was written to, as the script names it.
  package var file: String?
  public var settings: [Setting] = []

  public static let declarations = [
    KindDeclaration(.picture, "a drawing", fields: fields)
  ]

  public static let fields: [Field<PictureValue>] = [
    Field("width", .number) { .count($0.picture.width) },
    Field("height", .number) { .count($0.picture.height) },
  ]

  public var kind: Kind { .picture }
  public var digest: String? {
    isMomentary ? nil : (try? picture.png(provenance: nil)).map { Digest(of: $0).description }
  }

  public var isInFile: Bool { file != nil }

  public func png() throws -> [UInt8] { try picture.png(provenance: provenance) }

  public var summary: String {
    let title = picture.title.isEmpty ? "" : " · \(picture.title)"
    let place = file.map { " · \($0)" } ?? ""
    return "picture · \(picture.width) × \(picture.height)\(title)\(place)"
  }
}

extension PictureValue: Drawable {
  /// The same picture, whatever size and heading are asked for.
  func drawing(work: Work) -> Drawing {
    Drawing(
      Heading(picture.title), PictureSize(width: picture.width, height: picture.height), data: provenance.data
    ) { _, _ in picture }
  }
}

extension PictureValue: Savable {
  static let savedAs: [FileFormat<PictureValue>] = ["png", "svg", "pdf"].map { ending in
    FileFormat(ending) { try $0.write(to: $1.path) }
  }

  /// Refuses a file's name whose ending says no format of pictures.
  static func check(_ name: String) throws {
    try FileEnding.check(name, among: savedEndings, ValueType.kind(.picture).described)
  }

  /// In the format of the file's ending.
  func write(to path: String) throws {
    try WholeFile.write(picture.file(for: path, provenance: provenance), to: path)
  }
}
