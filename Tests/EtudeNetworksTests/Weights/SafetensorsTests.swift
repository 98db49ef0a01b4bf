import EtudeCore
import EtudeNetworks
import Testing

/// The file format: a law (what is written is read), the other program's bytes, and every kind of damage.
@Suite struct SafetensorsTests {
  private let small = SafetensorsFile(
    metadata: ["recipe": "{\"layers\":[\"gru\"]}", "note": "Étude\n\u{1}\\"],
    tensors: [
      "gru.weight": Tensor(shape: [2, 3], values: [0, 1, -2, 0.5, .infinity, 1e-38]),
      "gru.bias": Tensor(shape: [2], values: [0, 0]),
      "scalar": Tensor(shape: [], values: [3]),
      "empty": Tensor(shape: [0, 4], values: []),
    ])

  @Test func whatIsWrittenIsRead() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    try small.write(to: folder + "/a.safetensors")
    #expect(try SafetensorsFile(reading: folder + "/a.safetensors") == small)
    #expect(try WholeFile.read(folder + "/a.safetensors") == small.bytes())
  }

  @Test func theDataStartAtAMultipleOfEight() {
    let bytes = small.bytes()
    #expect(bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) } % 8 == 0)
  }

  @Test func everyDamagedByteIsRefused() {
    let bytes = small.bytes()
    for index in bytes.indices {
      for value in [bytes[index] ^ 1, bytes[index] ^ 0x20, bytes[index] ^ 0xff, 0, 0x0a, 0x20]
      where value != bytes[index] {
        var damaged = bytes
        damaged[index] = value
        #expect(throws: Failure.self, "byte \(index) as \(value)") {
          try SafetensorsFile(bytes: damaged, of: "a.safetensors")
        }
      }
    }
  }

  @Test func everyTruncationAndAnythingAppendedIsRefused() {
    let bytes = small.bytes()
    for count in bytes.indices {
      #expect(throws: Failure.self) { try SafetensorsFile(bytes: Array(bytes[..<count]), of: "a") }
    }
    #expect(throws: Failure.self) { try SafetensorsFile(bytes: bytes + [0], of: "a") }
  }

  @Test func pythonsFileIsReadAndLaidOutByteForByte() throws {
    let bytes = try WholeFile.read(golden("python.safetensors"))
    let file = try SafetensorsFile(bytes: bytes, of: "python.safetensors")
    #expect(file.metadata == ["note": "quotes \" and \\ and\nlines, Étude \u{1}"])
    #expect(
      file.tensors == [
        "bias": Tensor(shape: [3], values: [0.5, -1.25, 3]),
        "weight": Tensor(shape: [2, 3], values: [0, 0.125, 0.25, 0.375, 0.5, 0.625]),
      ])
    #expect(SafetensorsFile.layout(metadata: file.metadata, tensors: file.tensors) == bytes)
  }

  @Test func otherTypesBecomeFloat32() throws {
    let tensors = try SafetensorsFile(reading: golden("python-types.safetensors")).tensors
    #expect(tensors["bfloat16"]?.values == [1.5, -2, 0.0078125])
    #expect(tensors["double"]?.values == [0.1, -1e-3])
    #expect(tensors["half"]?.values == [1.5, -2, 6.097555e-05, 5.9604645e-08, .infinity])
    #expect(tensors["scalar"] == Tensor(shape: [], values: [7]))
    #expect(tensors["steps"] == Tensor(shape: [], values: [12345]))
    #expect(tensors["none"] == Tensor(shape: [0, 4], values: []))
  }

  @Test(arguments: [
    ("{}", 4, "its tensors fill 0 bytes of 4"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x"#, 4, "there is text after the header's end"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, "'a' has a shape [2] that does not fit"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#, 4, "'a' lies outside the file's data"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4, "'a' lies outside the file's data"),
    (#"{"a":{"dtype":"F8","shape":[1],"data_offsets":[0,1]}}"#, 1, "'a' is of type F8"),
    (
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4,
      "its header holds something that is no whole"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0,
      "'a' has a shape too large to be true"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4, "'b' overlaps another tensor"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "'a' leaves a gap before it"),
    (#"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{}}"#, 0, "its header names 'a' twice"),
    (#"{"__metadata__":{"a":1}}"#, 0, "its metadata 'a' is no string"),
    (#"{"a":[[[[[[[[[1]]]]]]]]]}"#, 0, "its header is nested too deep"),
    (#"{"a\ud800":{}}"#, 0, "its header has half a surrogate pair"),
  ])
  func anImpossibleHeaderIsNamed(header: String, dataCount: Int, reason: String) {
    let text = Array(header.utf8)
    let bytes = [UInt8(text.count), 0, 0, 0, 0, 0, 0, 0] + text + [UInt8](repeating: 0, count: dataCount)
    let failure = failure { _ = try SafetensorsFile(bytes: bytes, of: "net.safetensors") }
    #expect(failure?.kind == .input)
    #expect(failure?.cause.hasPrefix("cannot read net.safetensors: \(reason)") == true)
  }

  @Test func aMissingFileIsAnInputFailure() {
    #expect(failure { _ = try SafetensorsFile(reading: "/nowhere/a.safetensors") }?.kind == .input)
  }
}
