import EtudeCore
import EtudeLanguage
import EtudeSession

extension SessionValue: Savable {
  static let savedAs: [FileFormat<SessionValue>] = [
    FileFormat("etude") { try $1.write($0.record.script(in: $1.folder, $1.content)) }
  ]
}

extension SessionValue: Exportable {
  static let exportedAs: [FileFormat<SessionValue>] = [
    FileFormat("ipynb") { try $1.write($0.record.notebook(all: $1.holdsAll)) },
    FileFormat("html") { try $1.write($0.record.html(all: $1.holdsAll)) },
    FileFormat("md") { session, file in
      let name = Paths.name(of: file.path)
      let files = try session.record.markdown(named: String(name.dropLast(".md".count)), all: file.holdsAll)
      for picture in files.files { try file.write(picture.bytes, beside: picture.name) }
      try file.write(files.text)
    },
  ]
}
