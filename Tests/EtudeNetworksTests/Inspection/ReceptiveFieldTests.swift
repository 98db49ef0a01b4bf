import EtudeCore
import EtudeNetworks
import Testing

/// The pixels that a layer is said to see are those that change what it gives.
@Suite struct ReceptiveFieldTests {
  /// A grey picture with one pixel of another colour.
  private struct OnePixel: Examples {
    var imageSize: Int
    /// Row and column; nil for none.
    var pixel: (row: Int, column: Int)?
    var level: UInt8 = 255
    let bands = 4
    let count = 1

    func digest(_ item: Int) -> Digest { key("pixel \(String(describing: pixel)) \(level)") }
    func frames(_ item: Int) throws -> Frames { throw Failure("no frames") }
    func image(_ item: Int) throws -> RGBImage {
      var random = RandomStream(key("grey"))
      var pixels = (0..<imageSize * imageSize * 3).map { _ in UInt8(100 + random.uniform(0...40)) }
      if let pixel {
        for channel in 0..<3 { pixels[(pixel.row * imageSize + pixel.column) * 3 + channel] = level }
      }
      return RGBImage(width: imageSize, height: imageSize, pixels: pixels)
    }
  }

  /// The rows and columns in which one pixel changes the middle place of a layer.
  private func seen(_ network: Fitted, _ layer: String, size: Int) throws -> (
    rows: ClosedRange<Int>, columns: ClosedRange<Int>, place: (Int, Int)
  )? {
    func middle(_ pixel: (Int, Int)?, _ level: UInt8) throws -> ([Float], (Int, Int)) {
      let map = try network.activations(
        examples: OnePixel(imageSize: size, pixel: pixel.map { (row: $0.0, column: $0.1) }, level: level),
        item: 0,
        layer: layer, work: Work())
      let (height, width) = (map.shape[1], map.shape[2])
      let place = (height / 2, width / 2)
      return ((0..<map.shape[0]).map { map.values[($0 * height + place.0) * width + place.1] }, place)
    }
    let (plain, place) = try middle(nil, 0)
    var (rows, columns): (Set<Int>, Set<Int>) = ([], [])
    for row in 0..<size {
      for column in 0..<size {
        // Of a greatest value only what is greater changes it, of a relu only what is above 0: so up and down.
        for level in [UInt8(0), 255] where try middle((row, column), level).0 != plain {
          rows.insert(row)
          columns.insert(column)
        }
      }
    }
    guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(), let right = columns.max()
    else { return nil }
    return (top...bottom, left...right, place)
  }

  static let recipes: [[LayerKind]] = [
    [.conv(filters: 6), .relu, .maxpool(), .conv(filters: 6, kernel: 5)],
    [.conv(filters: 6, stride: 2), .batchnorm, .conv(filters: 6), .avgpool()],
  ]

  @Test(arguments: recipes) func equalsABruteForcePerturbation(_ kinds: [LayerKind]) throws {
    let size = 20
    let model = try Model(kinds + [.classify])
    let network = try model.fresh(imageSize: size, bands: 4, classes: ["a", "b"], stream: key("seen"))
    let fields = try model.receptiveFields(imageSize: size, bands: 4)
    var checked = 0
    for (layer, field) in fields {
      guard case .window(let height, let down, let top) = field.rows,
        case .window(let width, let along, let left) = field.columns
      else { continue }
      let found = try #require(try seen(network, layer, size: size), "\(layer)")
      let (row, column) = (top + down * found.place.0, left + along * found.place.1)
      #expect(found.rows == max(0, row)...min(size - 1, row + height - 1), "\(layer) rows")
      #expect(found.columns == max(0, column)...min(size - 1, column + width - 1), "\(layer) columns")
      checked += 1
    }
    #expect(checked == kinds.count && fields.last?.layer == "classify")
    #expect(fields.last?.field.rows == .all && fields.last?.field.columns == .all)
  }

  /// Known numbers: MobileNetV2's last map sees 491 pixels of a picture (Araujo, Norris and Sim, 2019).
  @Test func mobileNetV2() throws {
    let model = try Model([.mobilenetv2(weights: .none), .classify])
    let fields = Dictionary(
      uniqueKeysWithValues: try model.receptiveFields(imageSize: 224).map { ($0.layer, $0.field) })
    func width(_ layer: String) -> Int? {
      if case .window(let width, _, _)? = fields[layer]?.columns { width } else { nil }
    }
    #expect(width("block0") == 3 && width("block1") == 7 && width("block18") == 491)
    #expect(fields["mobilenetv2"] == fields["block18"])
  }

  @Test func columnsAndFramesSeeAllOfFrequency() throws {
    let net = try Model([.conv(filters: 3), .columns, .gru(.init(units: 3)), .classify])
    let fields = Dictionary(
      uniqueKeysWithValues: try net.receptiveFields(imageSize: 32).map { ($0.layer, $0.field) })
    #expect(
      fields["columns"]?.rows == .all && fields["columns"]?.columns == .window(width: 3, step: 1, start: -1))
    #expect(fields["gru"]?.columns == .all)
    let frames = try Model([.gru(.init(units: 3)), .classify]).receptiveFields()
    #expect(frames.first?.field.view == .frames && frames.first?.field.rows == .all)
  }
}
