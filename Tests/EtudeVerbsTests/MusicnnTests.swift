import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// What verbs make of musicnn with its own weights.
@Suite(.enabled(if: PretrainedWeights.musicnnSongs.isPresent && PretrainedWeights.musicnnTags.isPresent))
struct MusicnnTests {
  @Test func itIsTrainedJudgedAndAskedAsAnyNetwork() throws {
    let bench = try Bench()
    let outcome = bench.run(
      """
      songs = demo genres: 2 clips: 3 length: 4s
      net = musicnn output: "penultimate" | freeze | classify
      cv = crossval net songs folds: 3 by: "item" epochs: 2
      print cv.items.count
      fitted = net | fit songs validation: 0% epochs: 2
      print (predict fitted songs).names.count (predict fitted songs[0] every: 1s).times.count
      print (features (musicnn | freeze) songs[0..1]).shape (features fitted songs[0]).shape
      print (features (musicnn | freeze) (spectrogram songs[0])).shape
      both = combine [musicnn | freeze, stats] | classify
      print (holdout both (spectrogram songs) epochs: 1 by: "item").kind
      steps = musicnn | freeze | gru 4 | classify
      print (evaluate (fit steps songs epochs: 1 validation: 0%) songs).items.count
      """.replacingOccurrences(of: "songs[0..1]", with: "songs"))
    #expect(outcome.error == nil)
    #expect(
      outcome.output == ["6", "6 4", "[6, 1506] [1, 200]", "[1, 1506]", "holdout", "6"])
  }

  @Test func tagsThatDriveADecisionAreNamed() throws {
    let bench = try Bench()
    let outcome = bench.run(
      """
      songs = demo genres: 2 clips: 3 length: 7s
      fitted = fit (musicnn output: "tags" | freeze | classify) songs validation: 0% epochs: 5
      driving = saliency fitted songs[0] genre: "classical"
      print driving.shape driving.axes
      print (listen fitted songs[0]).samples == songs[0].samples
      plot driving to: "driving.png"
      driving
      """)
    #expect(outcome.error == nil)
    #expect(outcome.output.first == "[50, 2] [tags, times]")
    let note = try #require(outcome.output.last)
    #expect(
      note.contains("for classical (") && note.contains(" %, ") && note.contains("integrated gradients"))
  }

  @Test func tagsAreToldOfSongsAndAlongOne() throws {
    let bench = try Bench()
    let outcome = bench.run(
      """
      songs = demo genres: 2 clips: 2 length: 7s
      one = tags songs[0]
      print one.names.count one.genres.count one.genre == one.genres[0]
      export (tags songs) to: "tags.csv"
      along = tags songs[0] every: 3s weights: "tags"
      print along.times
      plot along to: "taggram.png"
      found = recommend songs[0] from: songs by: "item" count: 2
      print found.count found[0].reason
      """)
    #expect(outcome.error == nil)
    let header = String(decoding: try bench.file("tags.csv"), as: UTF8.self).prefix { $0 != "\r\n" }
    #expect(header.hasPrefix("name,genre,probability,rock,pop,") && header.split(separator: ",").count == 53)
    #expect(outcome.text.contains("[0, 3]"))
    #expect(outcome.text.contains("tags: "))
  }
}
