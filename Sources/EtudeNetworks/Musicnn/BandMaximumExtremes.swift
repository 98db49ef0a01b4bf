import EtudeCore

/// The extremes of a map over all bands.
extension BandMaximum {
  /// The window's map, its extremes put into `rows` (of `stride` numbers, its own channels first).
  func forward(window: Int, into rows: UnsafeMutablePointer<Float>, stride: Int) throws {
    if usesBatch { positions += LogMelWindows.frames * shape.places }
    try activate()
    let width = shape.places
    for group in 0..<map.groups {
      let (first, second) = map.place(item: 0, group: group)
      var sign = Vector.zero
      for lane in 0..<16 { sign[lane] = signs[group * 16 + lane] }
      for frame in 0..<LogMelWindows.frames {
        takeExtremes(
          group, window, frame, activated.address, first + frame * width * map.block, second, sign,
          rows + frame * stride)
      }
    }
  }

  /// The extremes of a group's channels in a frame, and where they are.
  private func takeExtremes(
    _ group: Int, _ window: Int, _ frame: Int, _ address: UnsafeMutableRawPointer, _ start: Int,
    _ second: Int,
    _ sign: Vector, _ row: UnsafeMutablePointer<Float>
  ) {
    var best = Vector(repeating: -.infinity)
    var bestPlace = SIMD16<Int32>.zero
    var (sum, square) = (Vector.zero, Vector.zero)
    for place in 0..<shape.places {
      let values = FloatLanes.load(address, start + place * map.block, second)
      sum += values
      square += values * values
      let signed = values * sign
      let isGreater = signed .> best
      best.replace(with: signed, where: isGreater)
      bestPlace.replace(with: SIMD16<Int32>(repeating: Int32(place)), where: isGreater)
    }
    best *= sign
    write(best, group, to: row)
    let base = (window * LogMelWindows.frames + frame) * shape.filters
    for lane in 0..<16 {
      guard let channel = map.countedChannel(group: group, lane: lane) else { continue }
      extremes.floats[base + channel] = best[lane]
      places.address.storeBytes(of: UInt8(bestPlace[lane]), toByteOffset: base + channel, as: UInt8.self)
      if usesBatch {
        sums[channel] += Double(sum[lane])
        squares[channel] += Double(square[lane])
      }
    }
  }

  @inline(__always)
  private func write(_ vector: Vector, _ group: Int, to row: UnsafeMutablePointer<Float>) {
    if group * 16 + 16 <= shape.filters {
      row.put(vector, group * 16)
    } else {
      for lane in 0..<16 {
        if let channel = map.channel(group: group, lane: lane) { row[channel] = vector[lane] }
      }
    }
  }
}
