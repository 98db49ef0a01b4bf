import EtudeCore

/// A chord: its root in semitones above the key's, and its notes above that root.
struct Chord: Hashable {
  let root: Int
  let intervals: [Int]

  init(_ root: Int, _ intervals: [Int]) {
    self.root = root
    self.intervals = intervals
  }

  static func major(_ root: Int) -> Chord { Chord(root, [0, 4, 7]) }
  static func minor(_ root: Int) -> Chord { Chord(root, [0, 3, 7]) }
  static func seventh(_ root: Int) -> Chord { Chord(root, [0, 4, 7, 10]) }
  static func majorSeventh(_ root: Int) -> Chord { Chord(root, [0, 4, 7, 11]) }
  static func minorSeventh(_ root: Int) -> Chord { Chord(root, [0, 3, 7, 10]) }
  static func ninth(_ root: Int) -> Chord { Chord(root, [0, 4, 10, 14]) }
  static func power(_ root: Int) -> Chord { Chord(root, [0, 7, 12]) }
  static func halfDiminished(_ root: Int) -> Chord { Chord(root, [0, 3, 6, 10]) }
}

/// The notes that a melody walks on, in semitones above the key's root.
enum Scale {
  case major, minor, dorian, mixolydian, phrygian, majorPentatonic, minorPentatonic, blues, harmonicMinor

  var steps: [Int] {
    switch self {
    case .major: [0, 2, 4, 5, 7, 9, 11]
    case .minor: [0, 2, 3, 5, 7, 8, 10]
    case .dorian: [0, 2, 3, 5, 7, 9, 10]
    case .mixolydian: [0, 2, 4, 5, 7, 9, 10]
    case .phrygian: [0, 1, 3, 5, 7, 8, 10]
    case .majorPentatonic: [0, 2, 4, 7, 9]
    case .minorPentatonic: [0, 3, 5, 7, 10]
    case .blues: [0, 3, 5, 6, 7, 10]
    case .harmonicMinor: [0, 2, 3, 5, 7, 8, 11]
    }
  }
}

/// Chords in order, one or more a bar, that go round for the whole song.
struct Progression {
  let scale: Scale
  /// `[bars][chords of the bar]`, the chords of a bar equally long.
  let bars: [[Chord]]

  init(_ scale: Scale, _ bars: [[Chord]]) {
    self.scale = scale
    self.bars = bars
  }

  /// One chord a bar.
  init(_ scale: Scale, _ chords: [Chord]) { self.init(scale, chords.map { [$0] }) }

  static let twelveBarBlues = Progression(
    .blues, [0, 0, 0, 0, 5, 5, 0, 0, 7, 5, 0, 7].map { Chord.seventh($0) })
  static let quickChangeBlues = Progression(
    .blues, [0, 5, 0, 0, 5, 5, 0, 0, 7, 5, 0, 0].map { Chord.seventh($0) })
  static let minorBlues = Progression(
    .minorPentatonic,
    [
      .minorSeventh(0), .minorSeventh(0), .minorSeventh(0), .minorSeventh(0), .minorSeventh(5),
      .minorSeventh(5),
      .minorSeventh(0), .minorSeventh(0), .seventh(8), .seventh(7), .minorSeventh(0), .seventh(7),
    ])
  static let jazzBlues = Progression(
    .blues,
    [
      [.seventh(0)], [.seventh(5)], [.seventh(0)], [.minorSeventh(7), .seventh(0)], [.seventh(5)],
      [.seventh(5)],
      [.seventh(0)], [.seventh(9)], [.minorSeventh(2)], [.seventh(7)], [.seventh(0), .seventh(9)],
      [.minorSeventh(2), .seventh(7)],
    ])
  static let twoFiveOne = Progression(
    .major, [[.minorSeventh(2)], [.seventh(7)], [.majorSeventh(0)], [.majorSeventh(0), .seventh(9)]])
  static let rhythmChanges = Progression(
    .major,
    [
      [.majorSeventh(0), .minorSeventh(9)], [.minorSeventh(2), .seventh(7)], [.minorSeventh(4), .seventh(9)],
      [.minorSeventh(2), .seventh(7)],
    ])
  static let minorTwoFive = Progression(
    .harmonicMinor, [[.halfDiminished(2)], [.seventh(7)], [.minorSeventh(0)], [.minorSeventh(0)]])
  static let modal = Progression(
    .dorian,
    [
      .minorSeventh(0), .minorSeventh(0), .minorSeventh(0), .minorSeventh(0), .minorSeventh(1),
      .minorSeventh(0),
    ])
  static let axis = Progression(.major, [.major(0), .major(7), .minor(9), .major(5)])
  static let axisFromSixth = Progression(.major, [.minor(9), .major(5), .major(0), .major(7)])
  static let fifties = Progression(.major, [.major(0), .minor(9), .major(5), .major(7)])
  static let threeChords = Progression(.majorPentatonic, [.major(0), .major(5), .major(7), .major(5)])
  static let countryTurn = Progression(
    .majorPentatonic,
    [.major(0), .major(0), .major(5), .major(0), .major(0), .major(0), .major(7), .major(0)])
  static let mixolydianRock = Progression(.mixolydian, [.major(0), .major(10), .major(5), .major(0)])
  static let minorRock = Progression(.minorPentatonic, [.minor(0), .major(8), .major(10), .minor(0)])
  static let descending = Progression(.minor, [.minor(0), .major(10), .major(8), .major(7)])
  static let phrygianRiff = Progression(.phrygian, [.power(0), .power(0), .power(1), .power(0)])
  static let minorRiff = Progression(.minor, [.power(0), .power(0), .power(8), .power(10)])
  static let tritoneRiff = Progression(.phrygian, [.power(0), .power(3), .power(0), .power(6)])
  static let minorVamp = Progression(.dorian, [.minorSeventh(0), .seventh(5)])
  static let twoChordReggae = Progression(.majorPentatonic, [.major(0), .major(5)])
  static let minorReggae = Progression(.minorPentatonic, [.minor(0), .minor(5), .minor(0), .major(10)])
  static let secondReggae = Progression(.major, [.major(0), .minor(2)])
  static let discoMinor = Progression(
    .minor, [.minorSeventh(0), .minorSeventh(5), .majorSeventh(8), .minorSeventh(7)])
  static let discoFifths = Progression(
    .minor,
    [.minorSeventh(0), .minorSeventh(5), .seventh(10), .majorSeventh(3), .majorSeventh(8), .seventh(7)])
  static let loop = Progression(.minorPentatonic, [.minorSeventh(0), .majorSeventh(8)])
  static let oneChord = Progression(
    .minorPentatonic, [.minorSeventh(0), .minorSeventh(0), .minorSeventh(0), .minor(10)])
  static let cadence = Progression(
    .major,
    [
      [.major(0)], [.major(5), .minor(2)], [.major(0), .major(7)], [.minor(9), .minor(2)], [.major(7)],
      [.major(0)],
    ])
  static let canon = Progression(
    .major,
    [[.major(0), .major(7)], [.minor(9), .minor(4)], [.major(5), .major(0)], [.major(5), .major(7)]])
  static let minorCadence = Progression(
    .harmonicMinor,
    [[.minor(0)], [.minor(5)], [.major(7)], [.minor(0), .major(8)], [.minor(5), .major(7)], [.minor(0)]])
  static let circle = Progression(
    .minor,
    [[.minor(0), .minor(5)], [.major(10), .major(3)], [.major(8), .minor(5)], [.major(7), .minor(0)]])
}
