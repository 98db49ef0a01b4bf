import EtudeData
import EtudePictures

extension Drawing {
  /// How loud the clips are, what was found in which, and which are one recording.
  init(_ audit: Audit, data: String?) {
    self.init(.standard, data: data) { size, title in
      var findings = [[String]](repeating: [], count: audit.count)
      let places = Dictionary(audit.clips.enumerated().map { ($1.name, $0) }) { first, _ in first }
      var pairs: [(first: Int, second: Int)] = []
      for finding in audit.findings {
        let clips = finding.names.compactMap { places[$0] }
        for clip in clips { findings[clip].append(finding.kind.rawValue) }
        if finding.kind == .equal || finding.kind == .nearEqual {
          pairs += zip(clips, clips.dropFirst()).map { (first: $0, second: $1) }
        }
      }
      return Picture.audit(
        zip(audit.clips, findings).map {
          AuditedClip(genre: $0.label ?? "(none)", peak: $0.peak, level: $0.level, findings: $1)
        }, kinds: Audit.Finding.Kind.allCases.map(\.rawValue), pairs: pairs, title: title ?? "Audit",
        size: size)
    }
  }
}
