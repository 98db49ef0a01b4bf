import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSession

/// A file that a value is written to.
struct TargetFile {
  /// As the system names it.
  let path: String
  /// What is written of a spectrogram.
  var view = SpectrogramSet.View.frames
  /// Whether what failed, help and what was given up are written of a session.
  var holdsAll = false
  /// What is saved of a session.
  var content = SavedContent.all
  let environment: Environment

  var work: Work { environment.work }
  /// The folder that it lies in.
  var folder: String { Paths.folder(of: path) }

  /// - Throws: `Failure.interrupted`; a `Failure` if it cannot be written.
  func write(_ text: String) throws {
    try work.checkCancelled()
    try WholeFile.write(text, to: path)
  }

  /// Writes another file in the same folder.
  /// - Throws: `Failure.interrupted`; a `Failure` if it cannot be written.
  func write(_ bytes: [UInt8], beside name: String) throws {
    try work.checkCancelled()
    try WholeFile.write(bytes, to: "\(folder)/\(name)")
  }

  /// - Throws: `Failure.interrupted`; a `Failure` if it cannot be written.
  func write(_ array: NPY) throws { try array.write(to: path, work.cancellation) }
}

/// A format in which values of a Swift type are written.
struct FileFormat<Owner>: Sendable {
  /// Of the files' names, without the dot.
  let ending: String
  let write: @Sendable (Owner, TargetFile) throws -> Void

  init(_ ending: String, _ write: @escaping @Sendable (Owner, TargetFile) throws -> Void) {
    self.ending = ending
    self.write = write
  }
}

enum FileEnding {
  /// The ending of a file's name in small letters, without the dot; empty if there is none.
  static func of(_ name: String) -> String {
    name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// - Throws: a failure of the option `to` that names the endings there are.
  static func check(_ name: String, among endings: [String], _ what: String) throws {
    guard !endings.contains(of(name)) else { return }
    let dotted = endings.map { ".\($0)" }
    let list = (dotted.dropLast(2) + [dotted.suffix(2).joined(separator: " or ")]).joined(separator: ", ")
    throw OptionFailure(
      "to", Failure("\(what) cannot be written as '\(name)'", fix: "end the file's name in \(list)"))
  }
}

extension Array {
  /// Writes a value in the format of the file's ending, which the verb has looked at.
  func write<Owner>(_ owner: Owner, to file: TargetFile) throws where Element == FileFormat<Owner> {
    try first { $0.ending == FileEnding.of(file.path) }?.write(owner, file)
  }
}
