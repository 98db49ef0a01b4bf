/// One test item: what it is, what the network said of it, and in which fold.
public struct JudgedItem: Sendable, Hashable, Codable {
  /// The clip's name, `blues/blues.00000.wav`.
  public let name: String
  /// The loaded file that the clip is, or is a segment of.
  public let item: String
  /// The track that it is of.
  public let track: String
  /// Nil where the artist is not known.
  public let artist: String?
  /// The true genre.
  public let label: String
  /// The genre the network chose.
  public let predicted: String
  /// A probability a genre, in the order of the result's genres.
  public let probabilities: [Double]
  /// The fold that it was a test item of, counted from 0.
  public let fold: Int
  /// Which division of the items, counted from 0.
  public let `repeat`: Int
  /// What the item shares with the training items of its own fold.
  public let sharing: Sharing

  /// An item with what was predicted of it.
  public init(
    name: String, item: String, track: String, artist: String?, label: String, predicted: String,
    probabilities: [Double], fold: Int, repeat: Int, sharing: Sharing = []
  ) {
    self.name = name
    self.item = item
    self.track = track
    self.artist = artist
    self.label = label
    self.predicted = predicted
    self.probabilities = probabilities
    self.fold = fold
    self.repeat = `repeat`
    self.sharing = sharing
  }

  /// True if its own genre was predicted.
  public var isRight: Bool { label == predicted }
}

/// One round of training and testing.
public struct FoldScore: Sendable, Hashable {
  /// Which division of the items, counted from 0.
  public let `repeat`: Int
  /// The fold that it was a test item of, counted from 0.
  public let fold: Int
  /// Share of the fold's test items whose genre was found.
  public let accuracy: Double
  /// Number of training items, those set aside for validation left out.
  public let train: Int
  /// Number of test items.
  public let test: Int
  /// Epochs trained; fewer than asked for where training stopped early.
  public let epochs: Int

  /// A fold's score by its numbers.
  public init(repeat: Int, fold: Int, accuracy: Double, train: Int, test: Int, epochs: Int) {
    self.repeat = `repeat`
    self.fold = fold
    self.accuracy = accuracy
    self.train = train
    self.test = test
    self.epochs = epochs
  }
}
