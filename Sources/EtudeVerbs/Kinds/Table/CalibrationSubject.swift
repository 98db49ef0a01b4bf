import EtudeEvaluation
import EtudePictures

/// How often a network is right when it is so sure.
struct CalibrationSubject: TableSubject {
  let result: Evaluation

  func drawing(data: String?) -> Drawing {
    Drawing(Heading("Calibration", remarks: result.origin), .square, data: data) { size, heading in
      Picture.reliability(
        result.judged.calibration.map {
          ReliabilityBin(confidence: $0.confidence, accuracy: $0.accuracy, count: $0.count)
        }, heading: result.stamped(heading), size: size)
    }
  }
}
