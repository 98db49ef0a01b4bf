import EtudeCore
import EtudeLanguage

/// A value that `export` writes to files for other programs.
protocol Exportable: DeclaredValue {
  static var exportedAs: [FileFormat<Self>] { get }
  /// What to do where an image is asked for; nil if it has one.
  static var imageFix: String? { get }
}

extension Exportable {
  static var imageFix: String? { ImageView.usualFix }
  static var exportedEndings: [String] { exportedAs.map(\.ending) }

  func export(to file: TargetFile) throws {
    try Self.exportedAs.write(self, to: file)
  }
}

/// A value of which several go into one file.
protocol ExportableTogether: DeclaredValue {
  static var exportedTogetherAs: [FileFormat<[Labelled<Self>]>] { get }
}

extension ExportableTogether {
  static var exportedTogetherEndings: [String] { exportedTogetherAs.map(\.ending) }

  /// Writes a list whose items are all of this type; any other is left alone.
  static func export(_ list: ListValue, to file: TargetFile) throws {
    guard let values = list.objects(as: Self.self) else { return }
    try exportedTogetherAs.write(values, to: file)
  }
}

/// The view of a sound as an image.
enum ImageView {
  static let usualFix = "take 'view:' out"
  /// What to do with sound of which no image was made.
  static let fixOfSound = "make one first: … | spectrogram"

  /// - Throws: a failure of the option `view` for a type that has no image.
  static func check(_ type: ValueType) throws {
    guard type != .unknown else { return }
    var fix: String? = usualFix
    if case .kind(let kind) = type, let type = KindRegistry.type(of: kind) as? any Exportable.Type {
      fix = type.imageFix
    }
    if let fix { throw OptionFailure("view", Failure("\(type.described) has no image", fix: fix)) }
  }
}
