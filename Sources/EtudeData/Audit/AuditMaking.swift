import EtudeCore
import EtudeSound

extension Audit {
  /// Looks at every clip of a dataset, in parallel.
  ///
  /// - Throws: `Failure.interrupted`.
  public static func make(_ dataset: Dataset, work: Work = Work()) throws -> Audit {
    let digests = try dataset.itemDigests(work: work)
    let heard = try SoundFindings.to(dataset.clips, digests: digests, work: work)
    var findings = zip(dataset.clips, heard).flatMap { single($0, $1) }

    var byDigest: [Digest: [Int]] = [:]
    for (index, clip) in dataset.clips.enumerated() where heard[index].problem == nil {
      byDigest[clip.partDigest(item: digests[index]), default: []].append(index)
    }
    let twins = byDigest.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    findings += twins.map { finding(.equal, $0, dataset, detail: "one and the same sound") }

    let pairs = try dataset.nearEqualPairs(heard.map(\.fingerprint), digests: digests, work: work)
    findings += pairs.map { finding(.nearEqual, [$0.first, $0.second], dataset, detail: $0.text(dataset)) }
    findings += try shortcuts(in: dataset, digests: digests, work: work)
    findings += conflicts(twins + pairs.map { [$0.first, $0.second] }, dataset)

    let order = Dictionary(uniqueKeysWithValues: Finding.Kind.allCases.enumerated().map { ($1, $0) })
    let sorted = findings.enumerated().sorted {
      (order[$0.element.kind] ?? 0, $0.offset) < (order[$1.element.kind] ?? 0, $1.offset)
    }.map(\.element)
    return Audit(
      findings: sorted, groups: GroupCount.of(dataset),
      clips: zip(dataset.clips, heard).map { Heard($0, $1.loudness) })
  }

  /// What is wrong with one clip by itself.
  private static func single(_ clip: Clip, _ heard: SoundFindings) -> [Finding] {
    func finding(_ kind: Finding.Kind, _ detail: String) -> Finding {
      Finding(kind: kind, names: [clip.name], labels: [clip.label ?? ""], detail: detail)
    }
    if let problem = heard.problem { return [finding(.unreadable, problem)] }
    guard let loudness = heard.loudness else { return [] }
    var findings: [Finding] = []
    if heard.faults.isTruncated || clip.header?.isTruncated == true {
      findings.append(finding(.truncated, "ends before its header says"))
    }
    if let short = clip.shortness { findings.append(finding(.short, short)) }
    let damage = heard.faults.damage.isEmpty ? clip.header?.damage ?? [] : heard.faults.damage
    if !damage.isEmpty { findings.append(finding(.damaged, SoundFaults.places(damage))) }
    if clip.header?.isFollowed == true {
      findings.append(
        finding(.followed, "as in files that were joined or have a wrong header; it is not used"))
    }
    if loudness.peak > Loudness.loudest {
      let times = Int(min(1e9, loudness.peak.rounded()))
      findings.append(finding(.loud, "the largest amplitude is \(times) times full scale"))
    }
    if loudness.isSilent {
      let why =
        heard.faults.channelsCancel
        ? "its channels cancel out when they are mixed to mono" : "nothing above -80 dB"
      findings.append(finding(.silent, why))
    }
    if loudness.isClipped {
      findings.append(finding(.clipped, "\(percent(loudness.clippedShare)) of the samples are flat tops"))
    }
    if loudness.isOffset {
      findings.append(finding(.offset, "mean amplitude \(percent(loudness.offset)) of full scale"))
    }
    if loudness.isRumbling {
      findings.append(finding(.rumble, "\(percent(loudness.rumbleShare)) of the energy"))
    }
    return findings
  }

  private static func finding(
    _ kind: Finding.Kind, _ indices: [Int], _ dataset: Dataset, detail: String
  ) -> Finding {
    Finding(
      kind: kind, names: indices.map { dataset[$0].name }, labels: indices.map { dataset[$0].label ?? "" },
      detail: detail)
  }

  /// One recording under several labels.
  private static func conflicts(_ same: [[Int]], _ dataset: Dataset) -> [Finding] {
    same.compactMap { indices in
      let labels = Set(indices.map { dataset[$0].label ?? "no label" }).sorted()
      guard labels.count > 1 else { return nil }
      return finding(
        .conflict, indices, dataset, detail: "one recording is called \(labels.joined(separator: " and "))")
    }
  }

  private static func percent(_ share: Double) -> String {
    Seconds.text((share * 10_000).rounded() / 100) + " %"
  }
}

extension NearEqualPair {
  /// How the two lie to each other.
  fileprivate func text(_ dataset: Dataset) -> String {
    let seconds = (abs(Double(shift)) * Fingerprint.step * 100).rounded() / 100
    let likeness = Int(((1 - 2 * difference) * 100).rounded())
    let place = seconds < 0.05 ? "at the same place" : "\(Seconds.text(seconds))s apart"
    let track = dataset[first].trackIdentity == dataset[second].trackIdentity ? ", of one track" : ""
    return "\(likeness) % alike, \(place)\(track)"
  }
}
