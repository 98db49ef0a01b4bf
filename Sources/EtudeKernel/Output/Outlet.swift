import EtudeCore
import EtudeLanguage
import Synchronization

/// The way from a session to the cell that is running: what is shown while none runs is dropped.
final class Outlet: Sendable {
  private let display = Mutex<CellDisplay?>(nil)

  var current: CellDisplay? {
    get { display.withLock { $0 } }
    set { display.withLock { $0 = newValue } }
  }

  /// An environment whose verbs show through this.
  ///
  /// - Parameter drawing: a picture as SVG, if it can be had.
  func environment(
    _ environment: Environment, drawing: @escaping @Sendable (any ObjectValue) throws -> [UInt8]?
  ) -> Environment {
    var environment = environment
    environment.show = { [self] in current?.show($0) }
    environment.tell = { [self] in current?.show($0) }
    environment.presenter = { [self] value, text in current?.present(value, as: text) }
    environment.playsSound = true
    environment.work.listener = { [self] in current?.take($0) }
    environment.showPicture = { [self] object in
      guard let display = current, let picture = object as? any PictureBytes else { return }
      do {
        display.show(try MIMEBundle.picture(picture, drawing: drawing(picture)))
      } catch {
        display.report(
          Diagnostic(
            .warning, at: nil, "a picture cannot be shown: \((error as? Failure)?.cause ?? "\(error)")"))
      }
    }
    return environment
  }
}
