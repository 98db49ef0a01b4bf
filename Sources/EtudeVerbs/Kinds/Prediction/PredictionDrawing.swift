import EtudeCore
import EtudePictures

extension PredictionValue: Drawable {
  /// One song's probabilities as bars, several songs' as rows, those along a song as curves.
  func drawing(work: Work) -> Drawing {
    let rows = probabilities.map { $0.map(Double.init) }
    guard times.isEmpty else { return timeline(of: rows) }
    return rows.count == 1 ? song(rows[0]) : songs(rows)
  }

  var asked: String { areTags ? "Tags" : "Genres" }

  private func song(_ row: [Double]) -> Drawing {
    Drawing(Heading("\(asked) of \(names.first ?? "")", network), data: digest) { size, heading in
      Picture.prediction(row, genres: classes, heading: heading, size: size)
    }
  }

  private func songs(_ rows: [[Double]]) -> Drawing {
    let heading = Heading("\(asked) of \(rows.count.of("song"))", network)
    return Drawing(heading, .rows(rows.count), data: digest) { size, heading in
      Picture.predictions(
        names: names, probabilities: rows, genres: classes, noun: areTags ? "tag" : "genre",
        heading: heading, size: size)
    }
  }

  private func timeline(of rows: [[Double]]) -> Drawing {
    let heading = Heading(
      "\(asked) along \(names.first ?? "")", network, every.map { "a step every \($0.seconds)" })
    return Drawing(heading, data: digest) { size, heading in
      if areTags {
        return Picture.taggram(
          times: times, probabilities: rows, tags: classes, heading: heading, size: size)
      }
      return Picture.timeline(
        times: times, probabilities: rows, genres: classes, step: every, heading: heading, size: size)
    }
  }
}
