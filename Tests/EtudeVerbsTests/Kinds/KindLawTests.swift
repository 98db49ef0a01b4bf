import EtudeCore
import EtudeLanguage
import EtudeVerbs
import Testing

/// What holds of every kind of value, since checking and work read one declaration.
@Suite("Kinds of values") struct KindLawTests {
  @Test("Every declared field of every kind can be read and has the declared type") func fields() throws {
    let samples = try KindSamples()
    for declaration in KindSamples.declarations {
      let value = try #require(samples.values[declaration.kind], "\(declaration.kind)")
      for field in declaration.fields {
        let place = "\(declaration.kind).\(field.name)"
        let read = try value.field(field.name)
        #expect(read.type == field.type, "\(place)")
      }
      #expect(Set(declaration.fields.map(\.name)).count == declaration.fields.count)
      let refusal = #expect(throws: Failure.self) { _ = try value.field("nowhere") }
      #expect(refusal?.cause.hasSuffix(" has no field 'nowhere'") == true)
    }
  }

  @Test("What a verb makes can know the settings of a sweep; what cannot is made by none") func settings()
    throws
  {
    let samples = try KindSamples()
    for (kind, value) in samples.values {
      #expect((value is any SweptValue) == !samples.unmade.contains(kind), "\(kind)")
    }
  }

  /// How a file of each format begins.
  private static let beginnings: [String: @Sendable ([UInt8]) -> Bool] = [
    "wav": { $0.starts(with: "RIFF".utf8) }, "flac": { $0.starts(with: "fLaC".utf8) },
    "npy": { $0.starts(with: [0x93] + Array("NUMPY".utf8)) },
    "png": { $0.starts(with: [0x89] + Array("PNG".utf8)) }, "pdf": { $0.starts(with: "%PDF-".utf8) },
    "svg": { $0.starts(with: "<?xml".utf8) }, "html": { $0.starts(with: "<!DOCTYPE html>".utf8) },
    "ipynb": { $0.starts(with: "{\n".utf8) }, "md": { $0.starts(with: "# Étude".utf8) },
    "etude": { $0.starts(with: "# Étude".utf8) },
    // Eight bytes of the header's length, then the header, a JSON object.
    "safetensors": { $0.dropFirst(8).starts(with: "{\"".utf8) },
    // Protocol Buffers: the first field is the version of the format.
    "onnx": { $0.first == 0x08 },
    "etudeindex": { $0.dropFirst(8).starts(with: "{\"".utf8) },
    "json": { $0.starts(with: "{".utf8) || $0.starts(with: "[".utf8) },
    "csv": { bytes in
      let header = bytes.prefix { $0 != 13 }
      return header.contains(UInt8(ascii: ",")) && bytes.dropFirst(header.count).starts(with: [13, 10])
    },
  ]

  @Test("Every declared ending is written, and the file begins as the format says") func endings() throws {
    let samples = try KindSamples()
    var written = 0
    for (value, verb) in Self.written(samples) {
      for ending in FileVerb(rawValue: verb.name)?.endings(of: value.type) ?? [] {
        let begins = try #require(Self.beginnings[ending], "\(ending)")
        let options: [String: Value] = ["to": .text("out.\(ending)")]
        #expect(Self.refusal(verb.result, samples.staticCall(verb, value, options)) == nil)
        _ = try verb.body(samples.call(verb, value, options))
        #expect(begins(try samples.bench.file("out.\(ending)")), "\(verb.name) \(value.type) as \(ending)")
        written += 1
      }
    }
    #expect(written >= 27)
  }

  @Test("What is not declared is refused before anything runs and while it runs, in the same words")
  func refusals() throws {
    let samples = try KindSamples()
    let plot = try #require(Vocabulary.standard.verbs["plot"])
    let values = Self.written(samples) + Self.values(samples).map { ($0, plot) }
    var refused = 0
    for (value, verb) in values {
      for options: [String: Value] in [["to": .text("out.xyz")], ["view": .text("image")]] {
        if verb.name == "plot", options["to"] == nil { continue }
        let options = options.merging(["to": .text("out.npy")]) { given, _ in given }
        let before = Self.refusal(verb.result, samples.staticCall(verb, value, options))
        let refusal = Self.refusal { _ = try verb.body(samples.call(verb, value, options)) }
        #expect(before == refusal, "\(verb.name) \(value.type)")
        if before != nil { refused += 1 }
        let isTaken = FileVerb(rawValue: verb.name)?.endings(of: value.type) != nil
        if !isTaken, verb.name != "plot" {
          #expect(before?.contains("\(verb.name) does not take \(value.type.described)") == true)
        }
      }
    }
    #expect(refused > 60)
  }

  /// Every sample, and lists of some.
  private static func values(_ samples: KindSamples) -> [Value] {
    let objects = samples.values.sorted { $0.key.name < $1.key.name }.map { Value.object($0.value) }
    let lists = objects.map { Value.list(ListValue(of: $0.type, [(nil, $0), (nil, $0)])) }
    let texts = Value.list(ListValue(of: .text, [(nil, .text("a"))]))
    return objects + lists + [texts, .number(3), .text("a"), .flag(true)]
  }

  private static func written(_ samples: KindSamples) -> [(Value, Verb)] {
    let verbs = FileVerb.allCases.compactMap { Vocabulary.standard.verbs[$0.rawValue] }
    return values(samples).flatMap { value in verbs.map { (value, $0) } }
  }

  /// What a verb says against a call before anything runs.
  private static func refusal(_ rule: ResultRule, _ call: StaticCall) -> String? {
    guard case .checked(_, let check) = rule else { return nil }
    return refusal { try check(call) }
  }

  /// The words of the failure that `body` throws, with the option it lies in; nil if it throws none.
  private static func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let failure as OptionFailure {
      return "\(failure.label): \(failure.failure.cause), \(failure.failure.fix ?? "")"
    } catch let failure as Failure {
      return "\(failure.cause), \(failure.fix ?? "")"
    } catch {
      return "\(error)"
    }
  }
}
