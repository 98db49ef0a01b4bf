import EtudeSession
import Testing

@Suite("Stages of work")
struct StagesTests {
  @Test("A stage told of while another runs lies within it, and its share counts")
  func nesting() {
    var stages = Stages()
    stages.take("fold", done: 2, total: 10, note: "", now: 100)
    stages.take("epoch", done: 10, total: 20, note: "loss 1", now: 101)
    #expect(stages.stages.map(\.name) == ["fold", "epoch"])
    #expect(abs(stages.share - 0.25) < 1e-12)
    #expect(stages.remaining(now: 110).map { abs($0 - 30) < 1e-9 } == true)
  }

  @Test("A stage ends when all of it is done, and the share never goes back")
  func ending() {
    var stages = Stages()
    stages.take("fold", done: 0, total: 2, note: "", now: 0)
    stages.take("epoch", done: 19, total: 20, note: "", now: 1)
    let before = stages.share
    stages.take("epoch", done: 20, total: 20, note: "", now: 2)
    #expect(stages.stages.map(\.name) == ["fold"])
    #expect(stages.share == before)
    stages.take("fold", done: 2, total: 2, note: "", now: 3)
    #expect(stages.stages.isEmpty)
    #expect(stages.share == 0)
  }

  @Test("Of several results each has its share, whatever is made before it is trained")
  func results() {
    var stages = Stages()
    var shares: [Double] = []
    for result in 0..<2 {
      stages.take("result", done: result, total: 2, note: "", now: 0)
      for done in 0...10 { stages.take("spectrogram", done: done, total: 10, note: "", now: 1) }
      #expect(stages.share == Double(result) / 2)
      for done in 0..<10 {
        stages.take("crossval", done: done, total: 10, note: "", now: 2)
        shares.append(stages.share)
      }
      stages.take("crossval", done: 10, total: 10, note: "", now: 3)
    }
    for (place, share) in shares.enumerated() { #expect(abs(share - Double(place) / 20) < 1e-12) }
  }

  @Test("Time left is not told before half a second or a hundredth of the work")
  func tooEarly() {
    var stages = Stages()
    stages.take("fit", done: 1, total: 2, note: "", now: 0)
    #expect(stages.remaining(now: 0.4) == nil)
    #expect(stages.remaining(now: 0.6) != nil)
    var slow = Stages()
    slow.take("fit", done: 1, total: 1000, note: "", now: 0)
    #expect(slow.remaining(now: 9) == nil)
  }

  @Test("Senseless counts do no harm")
  func senseless() {
    var stages = Stages()
    stages.take("a", done: 0, total: 0, note: "", now: 0)
    stages.take("b", done: 5, total: -1, note: "", now: 0)
    stages.take("c", done: -5, total: 10, note: "", now: 0)
    #expect(stages.stages.map(\.name) == ["c"])
    #expect((0...1).contains(stages.share))
  }
}
