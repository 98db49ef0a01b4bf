import EtudeData
import EtudePictures

extension Audit: TableSubject {
  /// How loud the clips are, what was found in which, and which are one recording.
  func drawing(data: String?) -> Drawing {
    let heading = Heading(
      "Audit of \(count.of("clip"))", findings.isEmpty ? "nothing found" : findings.count.of("finding"))
    return Drawing(heading, data: data) { size, heading in
      var kinds = [[String]](repeating: [], count: count)
      let places = Dictionary(clips.enumerated().map { ($1.name, $0) }) { first, _ in first }
      var pairs: [(first: Int, second: Int)] = []
      for finding in findings {
        let found = finding.names.compactMap { places[$0] }
        for clip in found { kinds[clip].append(finding.kind.rawValue) }
        if finding.kind == .equal || finding.kind == .nearEqual {
          pairs += zip(found, found.dropFirst()).map { (first: $0, second: $1) }
        }
      }
      return Picture.audit(
        zip(clips, kinds).map {
          AuditedClip(genre: $0.label ?? "(none)", peak: $0.peak, level: $0.level, findings: $1)
        }, kinds: Audit.Finding.Kind.allCases.map(\.rawValue), pairs: pairs, heading: heading, size: size)
    }
  }
}
