import EtudeCore
import Glibc

/// A file as a manifest names it, and where it lies.
struct ManifestFile {
  /// Where to open it.
  let path: String
  /// Its path from the manifest's folder, or from the root; the same however its dots and slashes are written.
  let given: String
  let exists: Bool
  /// The same from the root where that is known, so that one file written in two ways is one.
  let whole: String
  /// The name of the file that is there, if it differs from the one written in case alone.
  let otherCase: String?

  var isAbsolute: Bool { given.hasPrefix("/") }
}

/// Finds the files that a manifest names, also where another program or system wrote their names in its own way.
struct ManifestFileFinder {
  private let folder: String
  private var known: [Spelling: ManifestFile] = [:]
  private var folders: [Spelling: FolderNames] = [:]

  /// - Parameter folder: the manifest's.
  init(folder: String) { self.folder = folder }

  /// The file; asked of the system once for all lines that name it.
  mutating func find(_ written: String) -> ManifestFile {
    if let known = known[Spelling(written)] { return known }
    let file = search(written)
    known[Spelling(written)] = file
    return file
  }

  private mutating func search(_ written: String) -> ManifestFile {
    let forms = Self.forms(of: written)
    for form in forms where access(place(of: form), F_OK) == 0 { return file(form, place(of: form)) }
    for form in forms {
      if let path = likePath(of: form, ignoresCase: false) { return file(form, path) }
    }
    for form in forms {
      if let path = likePath(of: form, ignoresCase: true) {
        return file(form, path, otherCase: Paths.name(of: path))
      }
    }
    let form = forms.first ?? written
    return file(form, place(of: form), exists: false)
  }

  private func file(
    _ form: String, _ path: String, exists: Bool = true, otherCase: String? = nil
  ) -> ManifestFile {
    let given = Paths.tidied(form)
    let isWhole = given.hasPrefix("/") || !folder.hasPrefix("/")
    return ManifestFile(
      path: path, given: given, exists: exists,
      whole: isWhole ? given : Paths.tidied("\(folder)/\(given)"), otherCase: otherCase)
  }

  /// What may be meant: the text itself, then from the home folder, with the slashes of other systems, as an address of
  /// the file, and without the escapes of such addresses.
  private static func forms(of written: String) -> [String] {
    var forms = [written]
    if written.hasPrefix("~/"), let home = UserEnvironment.home { forms.append(home + written.dropFirst()) }
    if written.utf8.contains(UInt8(ascii: "\\")) {
      forms.append(String(written.map { $0 == "\\" ? "/" : $0 }))
    }
    if written.hasPrefix("file:///") || written.hasPrefix("file://localhost/") {
      let path = written.dropFirst(written.hasPrefix("file:///") ? 7 : 16)
      forms += [String(path), withoutEscapes(String(path))].compactMap(\.self)
    } else if let plain = withoutEscapes(written) {
      forms.append(plain)
    }
    return forms
  }

  /// `my song.wav` of `my%20song.wav`; nil if there are no escapes, or what they stand for is no text.
  private static func withoutEscapes(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let escaped = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(escaped)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    guard bytes.count < text.utf8.count, !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private func place(of form: String) -> String {
    let path =
      form.hasPrefix("./") || form.contains("//") || form.contains("/./")
      ? (form.hasPrefix("/") ? "/" : "")
        + form.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
      : form
    return path.hasPrefix("/") || folder == "." ? path : folder == "/" ? "/" + path : "\(folder)/\(path)"
  }

  /// The path of a file whose name is another spelling of the same letters, or differs in case alone: Unicode lets é be
  /// one sign or two, and some systems change the one into the other.
  private mutating func likePath(of form: String, ignoresCase: Bool) -> String? {
    var path = form.hasPrefix("/") ? "/" : folder
    for part in form.split(separator: "/") where part != "." {
      let name = String(part)
      let next = path == "/" ? "/" + name : path == "." ? name : "\(path)/\(name)"
      if access(next, F_OK) == 0 {
        path = next
        continue
      }
      guard ignoresCase || !name.utf8.allSatisfy({ $0 < 128 }) else { return nil }
      let names = folders[Spelling(path)] ?? FolderNames(of: path)
      folders[Spelling(path)] = names
      guard let other = names.like(name, ignoresCase: ignoresCase) else { return nil }
      path = path == "/" ? "/" + other : path == "." ? other : "\(path)/\(other)"
    }
    return path
  }
}

/// The names in a folder, found by letters instead of bytes.
private struct FolderNames {
  /// By the text, of which Swift takes all spellings for equal; nil where several names are one text.
  private let names: [String: String?]
  private let lowercased: [String: String?]

  init(of folder: String) {
    let all = Folder.names(in: folder)
    names = Dictionary(all.map { ($0, .some($0)) }) { _, _ in nil }
    lowercased = Dictionary(all.map { ($0.lowercased(), .some($0)) }) { _, _ in nil }
  }

  func like(_ name: String, ignoresCase: Bool) -> String? {
    (ignoresCase ? lowercased[name.lowercased()] : names[name]) ?? nil
  }
}
