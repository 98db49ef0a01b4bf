import EtudeCore
import EtudeLanguage
import EtudePictures
import EtudeSound

extension Verb {
  static let convolve = Verb(
    "convolve", "a kernel slid over a clip's spectrogram: the map of its answers, and one step in numbers",
    section: .inside, operands: [LookingInside.clip],
    options: [ConvolveOptions.kernel, ConvolveOptions.at, ConvolveOptions.frequency],
    result: .checked(.kind(.array)) { call in
      if case .numbers(let rows)? = call[ConvolveOptions.kernel] { try rows.checkKernel() }
    },
    examples: [
      "plot (convolve songs[0] kernel: \"vertical edge\")",
      "convolve songs[0] kernel: [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]] at: 1s frequency: 440Hz",
    ]
  ) { call in
    let work = call.environment.work
    let item = try call[LookingInside.clip].seen(work: work)
    let frames = try item.frames()
    let given = try call[ConvolveOptions.kernel]
    let kernel = given.rows
    try kernel.checkKernel()
    let (height, width) = (kernel.count, kernel[0].count)
    guard frames.bands >= height, frames.count >= width else {
      throw Failure(
        "a kernel of \(height) × \(width) is larger than the spectrogram of \(frames.bands) × \(frames.count)",
        fix: "give a smaller kernel")
    }
    let map = frames.convolved(kernel)
    let axes = SoundAxes(item)
    let place = try call.place(in: map, of: frames, axes: axes, kernel: (height, width))
    let step = ConvolutionStep(
      kernel: kernel,
      window: (0..<height).map { row in
        (0..<width).map { Double(frames[place.band + height - 1 - row, place.frame + $0]) }
      }, band: place.band, frame: place.frame)
    return .object(
      ArrayValue(
        meaning: ConvolutionArray(
          spectrogram: item, kernel: given.words, step: step, reason: try call.reasonForPlace),
        shape: [map.bands, map.count], axes: ["bands", "times"], values: map.values))
  }
}

extension GivenSongs {
  /// The spectrogram that it is, or the usual one of the clip.
  fileprivate func seen(work: Work) throws -> SpectrogramValue {
    if case .spectrogram(let value) = self { return value }
    let made = try features(SpectrogramSettings(), work: work)
    guard case .object(let value as SpectrogramValue) = made else { throw Failure("there is no spectrogram") }
    return value
  }
}

extension Frames {
  /// At each place the sum of what lies under a kernel times the kernel, as networks compute it (a cross-correlation,
  /// without turning the kernel round), only where the kernel lies within. The kernel's first row is the uppermost.
  func convolved(_ kernel: [[Double]]) -> Frames {
    let (height, width) = (kernel.count, kernel[0].count)
    let (rows, columns) = (bands - height + 1, count - width + 1)
    var sums = [Float](repeating: 0, count: rows * columns)
    for band in 0..<rows {
      for frame in 0..<columns {
        var sum = 0.0
        for row in 0..<height {
          for column in 0..<width {
            sum += kernel[row][column] * Double(self[band + height - 1 - row, frame + column])
          }
        }
        sums[band * columns + frame] = Float(sum)
      }
    }
    return Frames(bands: rows, count: columns, values: sums)
  }
}

extension Call {
  /// The place whose step is shown: the one asked for, else that of the answer farthest from 0, of all or of those at the
  /// moment or the frequency that is asked for.
  fileprivate func place(
    in map: Frames, of frames: Frames, axes: SoundAxes, kernel: (height: Int, width: Int)
  ) throws -> (band: Int, frame: Int) {
    var rows = 0..<map.bands
    var columns = 0..<map.count
    if let at = try self[ConvolveOptions.at] {
      let frame = Int(((at - axes.start) * Double(axes.rate) / Double(axes.hop)).rounded()) - kernel.width / 2
      guard (0..<map.count).contains(min(max(0, frame), map.count)) else {
        throw OptionFailure(
          "at", Failure("the kernel does not lie in the song there", fix: "give an earlier moment"))
      }
      let column = min(max(0, frame), map.count - 1)
      columns = column..<(column + 1)
    }
    if let hertz = try self[ConvolveOptions.frequency] {
      let band = Int(axes.place(of: hertz) * Double(frames.bands)) - kernel.height / 2
      let row = min(max(0, band), map.bands - 1)
      rows = row..<(row + 1)
    }
    var place = (band: rows.lowerBound, frame: columns.lowerBound)
    for band in rows {
      for frame in columns where abs(map[band, frame]) > abs(map[place.band, place.frame]) {
        place = (band, frame)
      }
    }
    return place
  }

  /// Why the step is where it is; empty where it was asked for.
  fileprivate var reasonForPlace: String {
    get throws {
      switch (try self[ConvolveOptions.at], try self[ConvolveOptions.frequency]) {
      case (nil, nil): "the answer farthest from 0"
      case (_?, nil): "the answer farthest from 0 at that time"
      case (nil, _?): "the answer farthest from 0 at that frequency"
      case (_?, _?): ""
      }
    }
  }
}

extension [[Double]] {
  /// Refuses rows of unlike length.
  fileprivate func checkKernel() throws {
    guard let width = first?.count, width > 0, allSatisfy({ $0.count == width }) else {
      throw OptionFailure(
        "kernel",
        Failure("the rows of a kernel are of one length", fix: "write [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]"))
    }
    guard count <= 15, width <= 15 else {
      throw OptionFailure(
        "kernel", Failure("a kernel of \(count) × \(width) is too large", fix: "give 15 × 15 or less"))
    }
  }
}

/// A kernel by its name or its numbers.
private enum GivenKernel: Sendable {
  case named(NamedKernel)
  case numbers([[Double]])

  var words: String {
    switch self {
    case .named(let kernel): "The kernel \"\(kernel.rawValue)\""
    case .numbers(let rows): "A kernel of \(rows.count) × \(rows.first?.count ?? 0)"
    }
  }

  var rows: [[Double]] {
    switch self {
    case .named(let kernel): kernel.rows
    case .numbers(let rows): rows
    }
  }
}

/// Kernels that people have given names.
private enum NamedKernel: String, CaseIterable {
  case verticalEdge = "vertical edge"
  case horizontalEdge = "horizontal edge"
  case verticalLine = "vertical line"
  case horizontalLine = "horizontal line"
  case blur, sharpen

  /// The upper row first.
  var rows: [[Double]] {
    switch self {
    case .verticalEdge: [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
    case .horizontalEdge: [[1, 1, 1], [0, 0, 0], [-1, -1, -1]]
    case .verticalLine: [[-1, 2, -1], [-1, 2, -1], [-1, 2, -1]]
    case .horizontalLine: [[-1, -1, -1], [2, 2, 2], [-1, -1, -1]]
    case .blur: Array(repeating: Array(repeating: 1.0 / 9, count: 3), count: 3)
    case .sharpen: [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    }
  }
}

extension TypedAccepts where Held == GivenKernel {
  fileprivate static var kernel: Self {
    let names = TypedAccepts<NamedKernel>.choice(of: NamedKernel.self)
    let reach = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    let rows = TypedAccepts<[[Double]]>.list(of: .list(of: .number(reach)))
    return Self(
      names.accepts + rows.accepts,
      read: { value in names.read(value).map(GivenKernel.named) ?? rows.read(value).map(GivenKernel.numbers)
      },
      write: { kernel in
        switch kernel {
        case .named(let name): names.write(name)
        case .numbers(let numbers): rows.write(numbers)
        }
      })
  }
}

private enum ConvolveOptions {
  static let kernel = TypedOption(
    required: "kernel", .kernel, help: "a name, or rows of numbers, the upper row first")
  static let at = TypedOption(
    "at", .time(), absence: "where the answer is farthest from 0",
    help: "the moment that is computed in numbers")
  static let frequency = TypedOption(
    "frequency", .frequency(0...96_000), absence: "where the answer is farthest from 0",
    help: "the frequency that is computed in numbers")
}
