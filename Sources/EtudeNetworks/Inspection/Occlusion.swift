import EtudeCore

extension InspectedNetwork {
  /// How much less probable a genre is if a patch of an input is covered by what says nothing: `[patches, patches]`, of
  /// windows of sound `[1, windows]`, of tags `[tags, 1]`. What makes it more probable to cover is negative.
  func occluded(_ slot: InputSlot, genre: Int, _ work: Work) throws -> Tensor {
    let entry = EnteredValues(slot)
    let extents = entry.extents
    // A pass through the network for each patch: 64 of them are what a student waits for. Along time there may be hundreds
    // of steps, and whoever reads along it is asked more finely about time.
    let isImage = slot.front.view == .image
    let tags = slot.front.tags.count
    let rows = tags > 0 ? tags : min(extents.rows, isImage ? 8 : 4)
    let columns = tags > 0 ? 1 : min(extents.columns, isImage ? 8 : 16)
    let whole = CrossEntropy.softmax(logits)[genre]
    var falls: [Float] = []
    for patch in 0..<rows * columns {
      work.progress("occlusion", patch, of: rows * columns)
      entry.enter(covering: { index in
        let place = entry.place(of: index)
        return place.row * rows / extents.rows == patch / columns
          && place.column * columns / extents.columns == patch % columns
      })
      try network.forward(work)
      falls.append(whole - CrossEntropy.softmax(logits)[genre])
    }
    work.progress("occlusion", rows * columns, of: rows * columns)
    return Tensor(shape: [rows, columns], values: falls)
  }
}
