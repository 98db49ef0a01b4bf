import Glibc

extension DiskCache {
  /// Bytes that are read or written before a cancellation is looked at.
  private static let piece = 1 << 22

  /// The floats kept under `key`, if there are `count` of them (any number but none, if nil): read into their place.
  ///
  /// None once the cancellation is requested.
  public func floats(
    _ key: Digest, count: Int? = nil, cancellation: Cancellation = Cancellation()
  ) -> [Float]? {
    let path = path(of: key)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let payload = Int(status.st_size) - 32
    guard payload > 0, payload % 4 == 0, count.map({ $0 * 4 == payload }) ?? true else {
      // What is too short for its sum is damaged; another size is another's.
      if payload < 0 { unlink(path) }
      return nil
    }
    var sum = [UInt8](repeating: 0, count: 32)
    var isRead = false
    var digester = Digester()
    let floats = [Float](unsafeUninitializedCapacity: payload / 4) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while done < payload {
        let part = UnsafeMutableRawBufferPointer(rebasing: bytes[done..<min(payload, done + Self.piece)])
        guard !cancellation.isRequested, Self.fill(part, from: descriptor) else { return }
        digester.append(raw: UnsafeRawBufferPointer(part))
        done += part.count
      }
      initialized = payload / 4
      isRead = sum.withUnsafeMutableBytes { Self.fill($0, from: descriptor) }
    }
    if cancellation.isRequested { return nil }
    guard isRead, digester.finish().bytes == sum else {
      unlink(path)
      return nil
    }
    utimensat(AT_FDCWD, path, nil, 0)
    return floats
  }

  /// Keeps floats under `key`, as they lie in memory; nothing once the cancellation is requested.
  public func write(_ floats: [Float], for key: Digest, cancellation: Cancellation = Cancellation()) {
    let path = path(of: key)
    try? WholeFile.write(to: path, isDurable: false) { descriptor in
      var digester = Digester()
      try floats.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: Self.piece) {
          if cancellation.isRequested { throw Failure.interrupted }
          let part = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + Self.piece)])
          digester.append(raw: part)
          try WholeFile.append(part, to: descriptor, of: path)
        }
      }
      try WholeFile.append(digester.finish().bytes, to: descriptor, of: path)
    }
  }

  /// Fills memory from a file; whether there was enough.
  private static func fill(_ memory: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Bool {
    var done = 0
    while done < memory.count {
      let count = Glibc.read(descriptor, memory.baseAddress?.advanced(by: done), memory.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
