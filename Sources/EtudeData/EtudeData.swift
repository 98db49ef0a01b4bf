/// The stage of data: from files to labelled clips, and from clips to fair divisions of them.
///
/// Clips (a clip, a dataset, what can be made of one, digests) · Loading (folders of genre folders, manifests by
/// RFC 4180, artist maps, the look into every file's header) · Folds (fold plans, the division in two; groups are
/// items, tracks or artists) · Features (a dataset seen as spectrograms, made when needed and kept on disk) · Audit
/// (faults in files, equal and nearly equal recordings, groups too few for folds). May use EtudeCore, EtudeSound and
/// EtudeDemo, whose songs are clips; knows no network and no picture.
enum DataDefaults {
  /// Warnings of one kind that are shown one by one; the rest are counted.
  static let shownWarnings = 10
}
