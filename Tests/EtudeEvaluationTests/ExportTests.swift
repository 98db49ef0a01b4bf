import EtudeCore
import EtudeEvaluation
import Foundation
import Testing

@Suite struct ExportTests {
  private let names = [
    "plain.wav", "comma, quote \" and\nline.wav", "back\\slash\ttab\r.wav", "ünïcödé 🎻\u{2028}.wav",
    "control \u{1}\u{1f}\u{7f}.wav", "", "e\u{301}/null \u{0}",
  ]

  private func result() throws -> Evaluation {
    let items = names.enumerated().map { position, name in
      judged(
        name, position % 2 == 0 ? "x" : "y, \"z\"", "x", probabilities: [1.0 / 3, 2.0 / 3],
        fold: position % 2,
        artist: position == 0 ? nil : name)
    }
    return try evaluation(items, genres: ["x", "y, \"z\""])
  }

  @Test func jsonIsValidForAnyNameAndHoldsTheContract() throws {
    let result = try result()
    let text = result.json()
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["kind"] as? String == "crossval")
    #expect(json["statement"] as? String == "crossval net mels")
    #expect(json["seed"] as? Int == 7)
    #expect(json["version"] as? String == Etude.version)
    #expect(json["data"] as? String == result.data.description)
    #expect(json["genres"] as? [String] == result.genres)
    #expect(json["accuracy"] as? Double == result.accuracy)
    struct Numbers: Decodable { let interval: [Double] }
    let numbers = try JSONDecoder().decode(Numbers.self, from: Data(text.utf8))
    #expect(numbers.interval == [result.interval.lowerBound, result.interval.upperBound])
    #expect(json["confusion"] as? [[Int]] == result.confusion.counts)
    #expect(json["leakage"] as? [String: Int] == ["track": 0, "artist": 0, "duplicate": 0])
    let folds = try #require(json["folds"] as? [[String: Any]])
    #expect(folds.count == 2)
    #expect(Set(folds[0].keys) == ["repeat", "fold", "accuracy", "train", "test", "epochs"])
    let items = try #require(json["items"] as? [[String: Any]])
    #expect(items.map { $0["name"] as? String } == names)
    #expect(items[0]["artist"] is NSNull)
    #expect(items[1]["artist"] as? String == names[1])
    #expect(items[0]["probabilities"] as? [Double] == [1.0 / 3, 2.0 / 3])
  }

  @Test func jsonKeysComeInTheContractsOrder() throws {
    let text = try result().json()
    var from = text.startIndex
    for key in [
      "kind", "statement", "seed", "version", "data", "genres", "accuracy", "interval", "folds", "confusion",
      "leakage", "items",
    ] {
      let place = try #require(text.range(of: "\n  \"\(key)\": ", range: from..<text.endIndex), "\(key)")
      from = place.upperBound
    }
    let item = "\"name\": \"plain.wav\", \"track\": \"plain.wav\", \"artist\": null, \"label\": \"x\", "
    #expect(
      text.contains(
        item
          + "\"predicted\": \"x\", \"probabilities\": [\(1.0 / 3), \(2.0 / 3)], \"fold\": 0, \"repeat\": 0 }")
    )
  }

  @Test func equalRunsGiveEqualBytesAndDigests() throws {
    #expect(try result().json() == result().json())
    #expect(try result().digest == result().digest)
    var other = try result()
    other.statement = "crossval other mels"
    #expect(try other.digest == result().digest)
    #expect(try randomEvaluation(1).digest != randomEvaluation(2).digest)
  }

  /// Scores computed from the file are those in it: no digit of a number is lost on the way.
  @Test(arguments: 0..<20) func whatIsExportedReadsBackAsTheSameNumbers(seed: UInt64) throws {
    struct File: Decodable {
      struct Item: Decodable { let label, predicted: String, probabilities: [Double], fold: Int }
      struct Fold: Decodable { let fold: Int, accuracy: Double }
      let genres: [String], accuracy, log_loss, brier: Double, folds: [Fold], items: [Item]
    }
    let result = try randomEvaluation(seed, folds: 4, size: 7, genres: 4)
    let file = try JSONDecoder().decode(File.self, from: Data(result.json().utf8))
    #expect(file.items.map(\.probabilities) == result.items.map(\.probabilities))
    var loss = 0.0
    for item in file.items {
      loss -= log(item.probabilities[try #require(file.genres.firstIndex(of: item.label))])
    }
    #expect(loss / Double(file.items.count) == file.log_loss)
    #expect(file.log_loss == result.value(of: LogLoss()) && file.brier == result.value(of: Brier()))
    for fold in file.folds {
      let tested = file.items.filter { $0.fold == fold.fold }
      #expect(fold.accuracy == Double(tested.count { $0.label == $0.predicted }) / Double(tested.count))
    }
    let rows = parsed(result.csv()).dropFirst()
    #expect(rows.map { $0.dropFirst(7).compactMap(Double.init) } == result.items.map(\.probabilities))
  }

  @Test func unknownLeakageIsNull() throws {
    let result = try Evaluation(
      kind: .evaluate, statement: "", seed: 0, data: Digest.build { _ in }, genres: ["x", "y"],
      rounds: [FoldRecord(repeat: 0, fold: 0, train: 0, epochs: 1)], items: [judged("a", "x", "x")],
      knowsTraining: false)
    #expect(result.json().contains("\"leakage\": null"))
    #expect(Report(result).notes.contains { $0.hasPrefix("leakage: not known") })
  }

  @Test func csvIsRFC4180() throws {
    let rows = parsed(try result().csv())
    #expect(rows[0] == ["name", "track", "artist", "label", "predicted", "fold", "repeat", "x", "y, \"z\""])
    #expect(rows.dropFirst().map { $0[0] } == names)
    #expect(rows[1] == ["plain.wav", "plain.wav", "", "x", "x", "0", "0", "\(1.0 / 3)", "\(2.0 / 3)"])
    #expect(rows.allSatisfy { $0.count == 9 })
  }

  /// A reader of RFC 4180 written for the test: quotes doubled, lines ending in CR LF.
  private func parsed(_ text: String) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var place = 0
    func append(_ scalar: Unicode.Scalar) {
      rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
    }
    while place < scalars.count {
      let scalar = scalars[place]
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      switch (scalar, isQuoted) {
      case ("\"", true) where next == "\"":
        append("\"")
        place += 1
      case ("\"", _): isQuoted.toggle()
      case (",", false): rows[rows.count - 1].append("")
      case ("\r", false) where next == "\n":
        rows.append([""])
        place += 1
      default: append(scalar)
      }
      place += 1
    }
    rows.removeLast()
    return rows
  }
}
