import EtudeCore
import EtudeDemo
import Glibc
import Testing

@Suite struct DemoSongTests {
  /// One short song of every genre and artist.
  let songs = demoSongs(genres: 10, clips: 4, length: 4, seed: 11)

  @Test func aSongIsTheSameWheneverAndWhereverItIsRendered() throws {
    let songs = songs
    let first = songs.map { Digest(of: $0.render()) }
    let reversed = songs.reversed().map { Digest(of: $0.render()) }.reversed()
    let sideBySide = try parallelMap(songs.count, threads: 2) { Digest(of: songs[$0].render()) }
    #expect(first == Array(reversed))
    #expect(first == sideBySide)
  }

  @Test func everySongIsLoudCleanAndOfItsLength() {
    for song in songs {
      let samples = song.render()
      #expect(samples.count == 88_200)
      let peak = samples.reduce(Float(0)) { max($0, abs($1)) }
      #expect(abs(peak - 0.9) < 1e-3, "\(song.name)")
      #expect(samples.allSatisfy { $0.isFinite }, "\(song.name)")
      let power = samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(samples.count)
      #expect(power.squareRoot() > 0.03, "\(song.name)")
      let atPeak = samples.count { abs($0) > 0.899 }
      #expect(atPeak < samples.count / 500, "\(song.name)")
      let mean = samples.reduce(0.0) { $0 + Double($1) } / Double(samples.count)
      #expect(abs(mean) < 0.02, "\(song.name)")
    }
  }

  @Test func noTwoSongsAreAlike() {
    let other = demoSongs(genres: 10, clips: 4, length: 4, seed: 12)
    let all = songs + other
    #expect(Set(all.map { Digest(of: $0.render()) }).count == all.count)
    #expect(Set(all.map(\.digest)).count == all.count)
    #expect(Set(songs.map(\.name)).count == songs.count)
  }

  @Test func moreSongsLeaveTheOthersAsTheyAre() {
    let few = demoSongs(genres: 3, clips: 2, length: 30, seed: 5)
    let many = demoSongs(genres: 10, clips: 12, length: 30, seed: 5)
    #expect(few.count == 6)
    #expect(Set(few).isSubset(of: Set(many)))
  }

  @Test func namesFollowGTZAN() {
    let song = DemoSong(genre: "blues", index: 3, seed: 0)
    #expect(song.name == "blues/blues.00003.wav")
    #expect(song.track == "blues.00003")
    #expect(DemoGenres.names == DemoGenres.names.sorted())
    for genre in DemoGenres.names { #expect(Set(DemoGenres.artists(of: genre)).count == 4) }
    let artists = DemoGenres.names.flatMap { DemoGenres.artists(of: $0) }
    #expect(Set(artists).count == 40)
  }

  @Test(arguments: [8000, 16_000, 22_050, 44_100, 48_000])
  func anyRateWorks(rate: Int) {
    for genre in DemoGenres.names {
      let song = DemoSong(genre: genre, index: 1, seed: 3, length: 1.5)
      let samples = song.render(rate: rate)
      #expect(samples.count == song.sampleCount(rate: rate))
      #expect(samples.allSatisfy { $0.isFinite && abs($0) < 0.901 })
    }
  }

  @Test(arguments: [0, -1, .nan, .infinity, 1e-9, 0.0001, 0.01, 0.3])
  func oddLengthsAreHarmless(length: Double) {
    for genre in DemoGenres.names {
      let song = DemoSong(genre: genre, index: 0, seed: 1, length: length)
      let samples = song.render()
      #expect(samples.count == song.sampleCount())
      #expect(samples.allSatisfy { $0.isFinite && abs($0) < 0.901 })
    }
    #expect(DemoSong(genre: "jazz", index: -5, seed: 1, length: 0.5).render().count == 11_025)
    #expect(DemoSong(genre: "polka", index: 2, seed: 1, length: 0.5).render().count == 11_025)
    #expect(DemoSong(genre: "jazz", index: 0, seed: 1).render(rate: 0).isEmpty)
  }

  /// For looking and listening: `ETUDE_DEMO_WAVS=folder swift test --filter DemoSongTests` leaves 100 songs there.
  @Test(.enabled(if: getenv("ETUDE_DEMO_WAVS") != nil))
  func songsToListenTo() throws {
    let folder = try #require(getenv("ETUDE_DEMO_WAVS").map { String(cString: $0) })
    let clock = ContinuousClock()
    var spent = Duration.zero
    var byGenre: [String: Duration] = [:]
    for song in demoSongs(seed: UInt64(getenv("ETUDE_DEMO_SEED").map { String(cString: $0) } ?? "0") ?? 0) {
      var samples: [Float] = []
      let time = clock.measure { samples = song.render() }
      spent += time
      byGenre[song.genre, default: .zero] += time
      try WholeFile.write(wave(samples, rate: 22_050), to: "\(folder)/\(song.name)")
    }
    print("100 songs in \(spent)", byGenre.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value / 10)" })
  }

  /// 16-bit PCM in a RIFF header.
  private func wave(_ samples: [Float], rate: Int) -> [UInt8] {
    func bytes(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 255) } }
    let size = samples.count * 2
    var file: [UInt8] = Array("RIFF".utf8) + bytes(36 + size, 4) + Array("WAVEfmt ".utf8) + bytes(16, 4)
    file += bytes(1, 2) + bytes(1, 2) + bytes(rate, 4) + bytes(rate * 2, 4) + bytes(2, 2) + bytes(16, 2)
    file += Array("data".utf8) + bytes(size, 4)
    for sample in samples {
      let word = UInt16(bitPattern: Int16(sample * 32_767))
      file.append(UInt8(word & 255))
      file.append(UInt8(word >> 8))
    }
    return file
  }
}
