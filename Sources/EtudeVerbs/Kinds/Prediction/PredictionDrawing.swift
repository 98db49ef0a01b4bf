import EtudeCore
import EtudePictures

extension PredictionValue: Drawable {
  /// One song's probabilities as bars, several songs' as rows, those along a song as curves.
  func drawing(work: Work) -> Drawing {
    let rows = probabilities.map { $0.map(Double.init) }
    guard times.isEmpty else { return timeline(of: rows) }
    return rows.count == 1 ? song(rows[0]) : songs(rows)
  }

  private func song(_ row: [Double]) -> Drawing {
    Drawing(data: digest) { size, title in
      Picture.prediction(row, genres: classes, title: title ?? names.first ?? "", size: size)
    }
  }

  private func songs(_ rows: [[Double]]) -> Drawing {
    Drawing(.rows(rows.count), data: digest) { size, title in
      Picture.predictions(
        names: names, probabilities: rows, genres: classes,
        title: title ?? "Predicted genres of \(rows.count) songs", size: size)
    }
  }

  private func timeline(of rows: [[Double]]) -> Drawing {
    Drawing(data: digest) { size, title in
      if areTags {
        return Picture.taggram(
          times: times, probabilities: rows, tags: classes, title: title ?? names.first ?? "", size: size)
      }
      return Picture.timeline(
        times: times, probabilities: rows, genres: classes, step: every, title: title ?? names.first ?? "",
        size: size)
    }
  }
}
