import EtudeCore
import EtudeData
import EtudeSound
import Testing

/// Every table that is exported is RFC 4180, whatever the genres are called, and is read again as it was.
@Suite struct TablesInAndOutTests {
  /// Writes songs and a manifest that gives each a label.
  private func bench(labels: [String]) throws -> Bench {
    let bench = try Bench()
    var rows = [["file", "label", "track", "artist"]]
    for (number, label) in labels.enumerated() {
      var random = RandomStream(seed: UInt64(number), purpose: "songs of noise")
      let samples = (0..<22050).map { _ in 0.2 * Float(random.normal()) }
      try AudioFile.write(Sound(samples: samples, rate: 22050), to: "\(bench.folder)/\(number).wav")
      rows.append(["\(number).wav", label, "T\n\(number)", "A, \"\(number)\""])
    }
    try WholeFile.write(CSV.text(rows), to: bench.folder + "/in.csv")
    return bench
  }

  /// Rows of strict RFC 4180: CR LF alone ends a line, and quotes stand round a whole field. Nil if it is anything else.
  private func strict(_ bytes: [UInt8]) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      var field: [UInt8] = []
      if rest.first == UInt8(ascii: "\"") {
        rest = rest.dropFirst()
        while true {
          guard let byte = rest.popFirst() else { return nil }
          if byte != UInt8(ascii: "\"") {
            field.append(byte)
          } else if rest.first == UInt8(ascii: "\"") {
            field.append(byte)
            rest = rest.dropFirst()
          } else {
            break
          }
        }
      } else {
        while let byte = rest.first, byte != UInt8(ascii: ","), byte != 13 {
          if byte == 10 || byte == UInt8(ascii: "\"") { return nil }
          field.append(byte)
          rest = rest.dropFirst()
        }
      }
      row.append(String(decoding: field, as: UTF8.self))
      if rest.first == UInt8(ascii: ",") {
        rest = rest.dropFirst()
        continue
      }
      guard rest.starts(with: [13, 10]) else { return nil }
      rest = rest.dropFirst(2)
      rows.append(row)
      row = []
    }
    return row.isEmpty ? rows : nil
  }

  @Test func everyExportIsStrict() throws {
    let genres = ["drum and\nbass", "\"rock\", hard", "jazz\r\nfusion", "pop\rart"]
    let bench = try bench(labels: (0..<8).map { genres[$0 / 2] })
    let outcome = bench.run(
      """
      songs = load "in.csv"
      mels = songs | spectrogram size: 32
      cv = crossval (stats | classify) mels folds: 2 epochs: 1
      m = fit (stats | classify) mels epochs: 1 validation: 0%
      export songs to: "dataset.csv"
      export cv to: "result.csv"
      export [one: cv, two: cv] to: "results.csv"
      export (report cv) to: "report.csv"
      export (confusion cv) to: "confusion.csv"
      export (predict m songs) to: "prediction.csv"
      export (predict m songs[0] every: 500ms) to: "timeline.csv"
      export (descriptors songs) to: "descriptors.csv"
      export (compare [a: cv, b: crossval (stats | classify) mels folds: 2 epochs: 2]) to: "comparison.csv"
      export (describe songs) to: "described.csv"
      export (recommend songs[0] from: songs with: m) to: "recommended.csv"
      """)
    #expect(outcome.error == nil, "\(outcome.error ?? "")")
    for name in [
      "dataset", "result", "results", "report", "confusion", "prediction", "timeline", "descriptors",
      "comparison", "described", "recommended",
    ] {
      let rows = try #require(strict(bench.file(name + ".csv")), "\(name).csv")
      #expect(rows.count > 1 && rows.allSatisfy { $0.count == rows[0].count }, "\(name).csv")
      guard name != "comparison" else { continue }
      let fields = Set(rows.flatMap { $0 })
      #expect(genres.allSatisfy(fields.contains), "\(name).csv")
    }
    let again = try DatasetLoader.load(bench.folder + "/dataset.csv")
    #expect(try again.digest() == DatasetLoader.load(bench.folder + "/in.csv").digest())
  }

  /// Random labels come back as they went out, through a table and through an export of what was read.
  @Test func randomLabelsComeBack() throws {
    let pieces = [
      "a", "B", "é", "e\u{301}", " ", "\t", "\n", "\r", "\r\n", ",", ";", "\"", "\"\"", "'", "\\", "{", "=",
      "#", "🎵",
      "\u{FEFF}", "\u{A0}", "ジャズ", "sep=;", "\u{1}",
    ]
    for number in 0..<60 {
      var stream = RandomStream(seed: UInt64(number), purpose: "labels")
      let labels = (0..<4).map { place in
        (0...stream.below(5)).map { _ in pieces[stream.below(pieces.count)] }.joined() + "\(place)"
          + (0..<stream.below(3)).map { _ in pieces[stream.below(pieces.count)] }.joined()
      }
      let bench = try bench(labels: labels)
      let outcome = bench.run("export (load \"in.csv\") to: \"out.csv\"")
      #expect(outcome.error == nil, "\(outcome.error ?? "")")
      for name in ["in.csv", "out.csv"] {
        let read = try DatasetLoader.manifest("\(bench.folder)/\(name)").labels
        #expect(read.map { Array($0.utf8) } == labels.map { Array($0.utf8) }, "\(name) of \(number)")
      }
    }
  }
}
