/// The passes of `NormPool` over sixteen channels of one item: every map is read or written once a pass.
struct NormPoolPasses<Lanes: MapLanes> {
  typealias Map = UnsafeMutableRawPointer
  typealias Sums = (SIMD16<Double>, SIMD16<Double>)

  /// The map that is normalised, and its like of half the height and width.
  let full: BlockedMap
  let pooled: BlockedMap

  /// What a group's channels are normalised with: `(y − mean) · scale + shift`.
  struct Norm {
    var mean = Vector.zero
    var scale = Vector.zero
    var shift = Vector.zero

    @inline(__always)
    func callAsFunction(_ y: Vector) -> Vector { (y - mean) * scale + shift }
  }

  /// The greatest of a window of normalised values, and which it is: the first of equals, in order of rows.
  private struct Greatest {
    var value: Vector
    let isSecond: SIMDMask<SIMD16<Int32>>
    let isThird: SIMDMask<SIMD16<Int32>>
    let isFourth: SIMDMask<SIMD16<Int32>>

    @inline(__always)
    init(_ first: Vector, _ second: Vector, _ third: Vector, _ fourth: Vector) {
      isSecond = second .> first
      value = first.replacing(with: second, where: isSecond)
      isThird = third .> value
      value = value.replacing(with: third, where: isThird)
      isFourth = fourth .> value
      value = value.replacing(with: fourth, where: isFourth)
    }
  }

  /// Sums of `y − offset` and of its squares over an item's positions; rows are summed in float, then in double.
  func sums(_ y: Map, item: Int, group: Int, offset: Vector) -> Sums {
    let (start, second) = full.place(item: item, group: group)
    var sums: Sums = (.zero, .zero)
    for row in 0..<full.height {
      var (sum, squares) = (Vector.zero, Vector.zero)
      var place = start + row * full.width * full.block
      for _ in 0..<full.width {
        let value = Lanes.load(y, place, second) - offset
        sum += value
        squares += value * value
        place += full.block
      }
      sums.0 += SIMD16<Double>(sum)
      sums.1 += SIMD16<Double>(squares)
    }
    return sums
  }

  /// Normalises, cuts at zero and pools; `chosen` takes the values of `y` that were greatest.
  func forward(_ y: Map, to output: Map, chosen: Map, item: Int, group: Int, norm: Norm) {
    let (start, second) = full.place(item: item, group: group)
    let (pooledStart, pooledSecond) = pooled.place(item: item, group: group)
    let down = full.width * full.block
    for row in 0..<pooled.height {
      var place = start + 2 * row * down
      var target = pooledStart + row * pooled.width * pooled.block
      for _ in 0..<pooled.width {
        let first = Lanes.load(y, place, second)
        let right = Lanes.load(y, place + full.block, second)
        let below = Lanes.load(y, place + down, second)
        let last = Lanes.load(y, place + down + full.block, second)
        let greatest = Greatest(norm(first), norm(right), norm(below), norm(last))
        let raw = first.replacing(with: right, where: greatest.isSecond)
          .replacing(with: below, where: greatest.isThird).replacing(with: last, where: greatest.isFourth)
        let value = greatest.value.replacing(with: 0, where: greatest.value .<= 0)
        Lanes.store(value, output, target, pooledSecond)
        Lanes.store(raw, chosen, target, pooledSecond)
        place += 2 * full.block
        target += pooled.block
      }
    }
  }

  /// Sums of the gradient that passes the relu, and of its product with `y − mean`.
  func gradientSums(_ gradient: Map, chosen: Map, item: Int, group: Int, norm: Norm) -> Sums {
    let (start, second) = pooled.place(item: item, group: group)
    var sums: Sums = (.zero, .zero)
    for row in 0..<pooled.height {
      var (sum, products) = (Vector.zero, Vector.zero)
      var place = start + row * pooled.width * pooled.block
      for _ in 0..<pooled.width {
        let raw = Lanes.load(chosen, place, second)
        let given = Lanes.load(gradient, place, second)
        let passed = given.kept(where: norm(raw) .> 0)
        sum += passed
        products += passed * (raw - norm.mean)
        place += pooled.block
      }
      sums.0 += SIMD16<Double>(sum)
      sums.1 += SIMD16<Double>(products)
    }
    return sums
  }

  /// Puts the gradient by `y` in the place of `y`: `scale · passed − constant − (y − mean) · slope`, where the gradient
  /// passes to the first value of a window, in order of rows, that is the chosen one.
  func backward(
    _ y: Map, gradient: Map, chosen: Map, item: Int, group: Int, norm: Norm, constant: Vector, slope: Vector
  ) {
    let (start, second) = full.place(item: item, group: group)
    let (pooledStart, pooledSecond) = pooled.place(item: item, group: group)
    let down = full.width * full.block
    for row in 0..<pooled.height {
      var place = start + 2 * row * down
      var source = pooledStart + row * pooled.width * pooled.block
      for _ in 0..<pooled.width {
        let raw = Lanes.load(chosen, source, pooledSecond)
        let given = Lanes.load(gradient, source, pooledSecond)
        var left = (given * norm.scale).kept(where: norm(raw) .> 0).bits
        @inline(__always) func pass(to place: Int) {
          let value = Lanes.load(y, place, second)
          let isChosen = (value .== raw).bits
          let passed = Vector(bits: left & isChosen)
          left &= ~isChosen
          Lanes.store(passed - constant - (value - norm.mean) * slope, y, place, second)
        }
        pass(to: place)
        pass(to: place + full.block)
        pass(to: place + down)
        pass(to: place + down + full.block)
        place += 2 * full.block
        source += pooled.block
      }
    }
    clearEdges(y, start, second, norm, constant, slope)
  }

  /// The last row and column of odd sizes, which no window reads.
  private func clearEdges(
    _ y: Map, _ start: Int, _ second: Int, _ norm: Norm, _ constant: Vector, _ slope: Vector
  ) {
    func clear(_ row: Int, _ column: Int) {
      let place = start + (row * full.width + column) * full.block
      let value = Lanes.load(y, place, second)
      Lanes.store(Vector.zero - constant - (value - norm.mean) * slope, y, place, second)
    }
    for row in 2 * pooled.height..<full.height { for column in 0..<full.width { clear(row, column) } }
    for row in 0..<2 * pooled.height {
      for column in 2 * pooled.width..<full.width { clear(row, column) }
    }
  }
}

extension Vector {
  fileprivate var bits: SIMD16<Int32> {
    @inline(__always) get { unsafeBitCast(self, to: SIMD16<Int32>.self) }
  }

  @inline(__always)
  fileprivate init(bits: SIMD16<Int32>) { self = unsafeBitCast(bits, to: Vector.self) }

  /// Zero in all other lanes.
  @inline(__always)
  fileprivate func kept(where mask: SIMDMask<SIMD16<Int32>>) -> Vector { Vector(bits: bits & mask.bits) }
}

extension SIMDMask<SIMD16<Int32>> {
  /// All ones where true, else zero.
  fileprivate var bits: SIMD16<Int32> {
    @inline(__always) get { unsafeBitCast(self, to: SIMD16<Int32>.self) }
  }
}
