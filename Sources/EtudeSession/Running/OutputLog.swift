import EtudeCore
import EtudeLanguage
import Synchronization

/// Keeps what a cell shows while it goes on to the front end.
final class OutputLog: Sendable {
  private let kept = Mutex<[CellOutput]>([])
  private let outer: Environment
  private let outerReport: @Sendable (Diagnostic) -> Void

  init(_ environment: Environment, _ report: @escaping @Sendable (Diagnostic) -> Void) {
    outer = environment
    outerReport = report
  }

  /// The environment for the cell's verbs.
  var environment: Environment {
    var inner = outer
    inner.show = { [self] text in
      keep(.text(text))
      outer.show(text)
    }
    inner.presenter = { [self] value, text in
      switch value {
      case .object(let picture as any PictureBytes): keep(.picture(picture))
      case .object(let object)
      where (object as? any TabularValue)?.shownTable != nil || object is any AudibleValue:
        keep(.value(object, text))
      default: keep(.text(text))
      }
      outer.present(value, as: text)
    }
    inner.work.listener = { [self] event in
      if case .warning(let message) = event { keep(.diagnostic(Diagnostic(.warning, at: nil, message))) }
      outer.work.listener(event)
    }
    inner.showPicture = { [self] object in
      if let picture = object as? any PictureBytes { keep(.picture(picture)) }
      outer.showPicture(object)
    }
    return inner
  }

  var outputs: [CellOutput] { kept.withLock { $0 } }

  /// The outputs since the last call.
  func take() -> [CellOutput] {
    kept.withLock { outputs in
      defer { outputs = [] }
      return outputs
    }
  }

  func report(_ diagnostic: Diagnostic) {
    keep(.diagnostic(diagnostic))
    outerReport(diagnostic)
  }

  /// Reports an error of checking or running; how a program ends because of it.
  func report(_ error: any Error) -> ProgramExit {
    switch error {
    case let list as DiagnosticList:
      list.diagnostics.forEach(report)
      return list.exitStatus
    case let located as LocatedFailure:
      report(located.diagnostic)
      return located.exitStatus
    default:
      let diagnostic = Diagnostic(error as? Failure ?? Failure("\(error)"), at: nil)
      report(diagnostic)
      return diagnostic.exitStatus
    }
  }

  private func keep(_ output: CellOutput) { kept.withLock { $0.append(output) } }
}
