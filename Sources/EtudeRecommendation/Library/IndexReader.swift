import EtudeCore
import FoundationEssentials
import Glibc

/// An index file read from its beginning to its end, each part straight into its place, its digest taken on the way.
final class IndexReader {
  private let path: String
  private let descriptor: Int32
  private let count: Int
  private var position = 0
  private var dataStart = 0
  private var digester: Digester? = Digester()
  private var promised: Digest?

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure.input("cannot read \(path): it is not a regular file", fix: "name an index file")
    }
    count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Bytes that are not read yet.
  var left: Int { count - position }
  /// The place of what comes next, from the end of the header.
  var dataOffset: Int { position - dataStart }

  /// The header; nil if the file is no index.
  func header() throws -> IndexHeader? {
    guard let length: [UInt8] = try raw(min(8, count)), length.count == 8 else { return nil }
    let size = length.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard size <= UInt64(min(left, 1 << 26)), let text: [UInt8] = try raw(Int(size)) else { return nil }
    var bytes = length + text
    let place = IndexHeader.digestPlace
    guard IndexHeader.opens(bytes), bytes.count > place.upperBound else { return nil }
    promised = Digest(String(decoding: bytes[place], as: UTF8.self))
    // Only lower-case digits were written, and only they count: a digest has one spelling.
    guard let promised, bytes[place].elementsEqual(promised.hex.utf8) else { return nil }
    bytes.replaceSubrange(place, with: repeatElement(UInt8(ascii: "0"), count: 64))
    digester?.append(raw: bytes)
    dataStart = position
    return try? JSONDecoder().decode(IndexHeader.self, from: Data(text))
  }

  /// Whether all is read, and is what was written.
  var isWhole: Bool {
    guard left == 0, let taken = digester.take() else { return false }
    return taken.finish() == promised
  }

  /// The next bytes as numbers; nil if there are not so many, or they are no whole numbers.
  func numbers<Number: PlainNumber & BitwiseCopyable>(_ byteCount: Int?) throws -> [Number]? {
    guard let byteCount, let numbers: [Number] = try raw(byteCount) else { return nil }
    digester?.append(raw: numbers)
    return numbers
  }

  /// The next bytes as vectors of sixteen floats.
  func vectors(_ byteCount: Int) throws -> [SIMD16<Float>]? {
    guard let vectors: [SIMD16<Float>] = try raw(byteCount) else { return nil }
    vectors.withUnsafeBytes { digester?.append(raw: $0) }
    return vectors
  }

  private func raw<Element: BitwiseCopyable>(_ byteCount: Int) throws -> [Element]? {
    let size = MemoryLayout<Element>.stride
    guard byteCount <= left, byteCount % size == 0 else { return nil }
    var failed = false
    let elements = [Element](unsafeUninitializedCapacity: byteCount / size) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while done < byteCount {
        let got = pread(
          descriptor, bytes.baseAddress?.advanced(by: done), byteCount - done, off_t(position + done))
        if got < 0 && errno == EINTR { continue }
        failed = got < 0
        guard got > 0 else { break }
        done += got
      }
      initialized = done / size
    }
    if failed { throw systemFailure("cannot read \(path)", kind: .input) }
    position += byteCount
    return elements.count == byteCount / size ? elements : nil
  }
}
