import EtudeCore

/// Reads datasets: a folder with one folder per genre, or a manifest.
public enum DatasetLoader {
  /// A folder or a manifest, whichever the path is, with every file's header looked into; with a limit, as many files
  /// as it takes to find so many that can be read.
  ///
  /// Files that cannot be read stay, marked with the reason, and are warned of through `work`.
  /// - Throws: `Failure.input` if there is nothing to load; with `strict`, at the first bad file.
  public static func load(_ path: String, _ options: LoadOptions = LoadOptions(), work: Work = Work()) throws
    -> Dataset
  {
    guard let status = FileStatus(path) else { throw systemFailure("cannot open \(path)", kind: .input) }
    if !status.isFolder { try AudioFolder.checkEnding(of: path) }
    var all = options
    all.limit = nil
    let listed =
      if let sounds = options.sounds {
        try freeMusicArchive(path, sounds: sounds, all, work: work)
      } else {
        try status.isFolder ? folder(path, all, work: work) : manifest(path, all, work: work)
      }
    let dataset = try listed.inspected(limit: options.limit, strict: options.strict, work: work)
    if !status.isFolder, options.length == nil { try warnOfShortParts(dataset, strict: options.strict, work) }
    warnOfGenres(dataset, of: listed, folder: status.isFolder ? path : nil, work: work)
    return dataset
  }

  /// One audio file, with its header looked into.
  ///
  /// - Throws: `Failure.input` naming the file and what is wrong with it.
  public static func clip(_ path: String, _ options: LoadOptions = LoadOptions()) throws -> Clip {
    try Clip(
      name: Paths.name(of: path), source: .file(path: path), start: options.from, span: options.length,
      rate: options.rate
    ).inspected()
  }

  /// Warns of lines of a manifest whose part goes on where their file has ended.
  private static func warnOfShortParts(_ dataset: Dataset, strict: Bool, _ work: Work) throws {
    var warnings = Warnings(strict: strict, fix: "mend the line, or load without strict:")
    for clip in dataset.readable.clips {
      // A tenth of a second is how exactly lengths are written down.
      guard let length = clip.length, let span = clip.span, length < span - 0.1,
        clip.header?.isTruncated != true
      else { continue }
      try warnings.add(
        "\(clip.name) has \(Seconds.text(length))s where its line says \(Seconds.text(span))s: its file ends there"
      )
    }
    warnings.tell(work)
  }

  /// Warns of genres that cannot be learnt and tested.
  private static func warnOfGenres(_ dataset: Dataset, of listed: Dataset, folder: String?, work: Work) {
    let readable = dataset.readable
    if listed.genres.count == 1, let genre = listed.genres.first {
      let isFlat = !listed.clips.contains { $0.item.utf8.contains(UInt8(ascii: "/")) }
      let advice =
        switch folder {
        case nil: "look at the manifest's column 'label'"
        case _ where isFlat: "if it is one genre of several, load the folder around it"
        case let folder?:
          "if its folders are the genres, load \"\(folder.hasSuffix("/") ? folder : folder + "/")\(genre)\""
        }
      work.warn("all clips have one label, '\(genre)': \(advice)")
    }
    for names in FolderLayout.likeNames(among: listed.genres) {
      let quoted = names.map { "'\($0)'" }.joined(separator: " and ")
      work.warn(
        "the genres \(quoted) differ in case, spaces or hyphens alone; if they are one: "
          + "relabel songs from: [\(names.dropFirst().map { "\"\($0)\"" }.joined(separator: ", "))] to: \"\(names[0])\""
      )
    }
    for (genre, count) in zip(readable.genres, readable.countsPerGenre) where count == 1 {
      work.warn("\(genre) has one readable song: it cannot be both trained on and tested")
    }
    for genre in dataset.genres where !readable.genres.contains(genre) {
      work.warn("\(genre) has no readable song")
    }
  }
}
