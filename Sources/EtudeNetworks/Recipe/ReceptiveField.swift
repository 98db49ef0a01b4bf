import EtudeCore

/// The part of its view that one place of a layer's output depends on.
public struct ReceptiveField: Sendable, Hashable {
  /// Along one side of a view: a window of pixels that moves on by a step from place to place, or all of it.
  public enum Side: Sendable, Hashable {
    /// - Parameters:
    ///   - width: pixels that the window covers.
    ///   - step: pixels from the window of one place to that of the next.
    ///   - start: the first pixel of the window of place 0; negative where it reaches over the edge.
    case window(width: Int, step: Int, start: Int)
    case all

    /// The field of a layer that looks through a window of its own at what has this field.
    func through(_ kernel: Int, stride: Int, padding: Int) -> Side {
      guard case .window(let width, let step, let start) = self else { return .all }
      return .window(
        width: width + (kernel - 1) * step, step: step * stride, start: start - padding * step)
    }

    /// The smallest that holds both; where their steps differ, all.
    func joined(_ other: Side) -> Side {
      guard case .window(let width, let step, let start) = self,
        case .window(let otherWidth, let otherStep, let otherStart) = other, step == otherStep
      else { return .all }
      let first = min(start, otherStart)
      return .window(
        width: max(start + width, otherStart + otherWidth) - first, step: step, start: first)
    }
  }

  /// The view that it lies in.
  public let view: ExampleView
  /// Down the image, from its upper edge; over the bands of frames.
  public var rows: Side
  /// Along time: pixels of the image, windows of the sound.
  public var columns: Side

  /// That of the view itself: one pixel.
  static func pixel(of view: ExampleView) -> ReceptiveField {
    let one = Side.window(width: 1, step: 1, start: 0)
    return ReceptiveField(view: view, rows: view == .image ? one : .all, columns: view == .image ? one : .all)
  }

  /// The field of a layer with a square kernel over what has this field.
  func through(_ kernel: Int, stride: Int, padding: Int) -> ReceptiveField {
    var field = self
    field.rows = rows.through(kernel, stride: stride, padding: padding)
    field.columns = columns.through(kernel, stride: stride, padding: padding)
    return field
  }

  /// All of the view.
  var whole: ReceptiveField { ReceptiveField(view: view, rows: .all, columns: .all) }
}

extension Model {
  /// For each named layer, and each part of a network that has such, what one place of its output depends on.
  ///
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  public func receptiveFields(
    imageSize: Int = 256, bands: Int = 128
  ) throws -> [(layer: String, field: ReceptiveField)] {
    var fields: [(layer: String, field: ReceptiveField)] = []
    func follow(_ chain: [ResolvedLayer], from before: ReceptiveField?) -> ReceptiveField? {
      var field = before
      for layer in chain {
        let input = field ?? .pixel(of: layer.kind.type.firstView)
        if layer.branches.isEmpty {
          let parts = layer.kind.type.partFields(over: input)
          fields += parts
          field = parts.last?.field ?? layer.kind.type.field(over: input)
        } else {
          let ends = layer.branches.compactMap { follow($0, from: field) }
          field = ends.dropFirst().reduce(ends.first) { joined, end in
            joined.map {
              ReceptiveField(
                view: $0.view, rows: $0.rows.joined(end.rows), columns: $0.columns.joined(end.columns))
            }
          }
        }
        if !layer.isImplicit, let field { fields.append((layer.name, field)) }
      }
      return field
    }
    _ = follow(try resolved(imageSize: imageSize, bands: bands, classes: 2), from: nil)
    return fields
  }
}
