import EtudeCore

/// Statements: what they bind, and what a loop's body keeps.
extension Checker {
  /// Files that a script includes, those that they include counted too: files that include the next one twice are many.
  private static let mostIncludes = 1000

  /// Checks a statement; what it stands for: itself, or an included file's statements.
  func check(_ statement: Statement, in source: SourceText, path: [String]) -> [Statement] {
    if isStopped { return [] }
    switch statement.kind {
    case .parameter(let name, let value): checkParameter(name, value)
    case .seed: break
    case .include(let value): return include(value, in: source, path: path)
    case .assignment(let name, let value): bind(name, to: checkBound(value))
    case .loop(let name, let list, let body):
      checkLoop(name, list, body, bytes: statement.span.range.count, in: source, path: path)
    case .branch(let arms, let otherwise): checkBranches(arms, otherwise, in: source, path: path)
    case .expression(let value): _ = check(value)
    case .invalid(let name):
      if let name { names[name] = StaticValue(.unknown) }
    }
    return [statement]
  }

  /// The value of an assignment: it must have one.
  private func checkBound(_ value: Expression) -> StaticValue {
    let result = check(value)
    guard result.type == .nothing else { return result }
    report(value.span, "this gives no value to bind", fix: "write it without 'name ='")
    return StaticValue(.unknown)
  }

  func bind(_ name: Word, to value: StaticValue) {
    if predefined[name.text] != nil {
      report(name.span, "'\(name.text)' is predefined", fix: "choose another name")
      return
    }
    if let verb = vocabulary.verbs[name.text], verb.standsAlone {
      report(
        name.span, "'\(name.text)' hides the verb of that name where it stands alone",
        fix: "choose another name",
        severity: .warning)
    }
    if let kept = keptType(name.text), !kept.agrees(with: value.type) {
      report(
        name.span, "'\(name.text)' is \(kept.described) and would become \(value.type.described)",
        fix: "names keep their type in the body of \(openBody): choose another name")
      return
    }
    if keptTypes != nil {
      let kept = keptType(name.text) ?? .unknown
      keptTypes?[name.text] = kept == .unknown ? value.type : kept
    }
    names[name.text] = value
  }

  /// The type that a name must keep in the open loops; nil outside loops, and for a name without a value.
  private func keptType(_ name: String) -> ValueType? {
    keptTypes.flatMap { $0[name] ?? names[name]?.type }
  }

  private func checkLoop(
    _ name: Word, _ list: Expression, _ body: [Statement], bytes: Int, in source: SourceText, path: [String]
  ) {
    let listed = check(list)
    let outer = keptTypes
    let element = self.element(of: listed.type, at: list.span)
    let outerBody = openBody
    keptTypes = outer ?? [name.text: .unknown]
    openBody = "a 'for'"
    defer { (keptTypes, openBody) = (outer, outerBody) }
    if case .list(let known)? = listed.known, !known.items.isEmpty,
      following.follows(turns: known.items.count, of: bytes)
    {
      for value in known.values {
        bind(name, to: StaticValue(value.type, known: value))
        for statement in body { _ = check(statement, in: source, path: path) }
      }
      return
    }
    forget(body)
    bind(name, to: listed.element(element))
    for statement in body { _ = check(statement, in: source, path: path) }
    forget(body)
  }

  /// What a loop's body binds may have another value in each turn.
  func forget(_ body: [Statement]) {
    for bound in body.flatMap(\.boundNames) { names[bound] = names[bound].map { StaticValue($0.type) } }
  }

  /// What `for` and an index by position give.
  func element(of type: ValueType, at span: Span) -> ValueType {
    switch type {
    case .list(let element, _): return element
    case .kind(let kind):
      if let element = vocabulary.kinds[kind]?.element { return element }
    case .unknown: return .unknown
    default: break
    }
    report(span, "'for' cannot go over \(type.described)", fix: "it goes over lists and what has elements")
    return .unknown
  }

  private func include(_ value: Expression, in source: SourceText, path: [String]) -> [Statement] {
    guard case .text(let name)? = check(value).known else {
      report(value.span, "the file's name is not known before anything runs", fix: "write it as a string")
      return []
    }
    let folder = source.name.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    let place = name.hasPrefix("/") || folder.isEmpty ? name : "\(folder)/\(name)"
    let tidied = Paths.tidied(place)
    guard !path.map(Paths.tidied).contains(tidied) else {
      report(value.span, "'\(name)' includes itself", fix: "take this line out")
      return []
    }
    guard path.count < 50 else {
      report(value.span, "files include one another more than 50 deep", fix: "put them into one")
      return []
    }
    includeCount += 1
    guard includeCount <= Self.mostIncludes else {
      hasGaps = true
      report(
        value.span, "more than \(Self.mostIncludes) files are included", fix: "include each of them once")
      return []
    }
    do {
      let included = try files[tidied] ?? read(place)
      files[tidied] = included
      if included.name != path.first, inclusions[included.name] == nil {
        inclusions[included.name] = value.span
      }
      return checkFile(included, path: path + [place])
    } catch {
      hasGaps = true
      let failure = error as? Failure
      report(
        value.span, failure?.cause ?? "cannot open '\(place)'",
        fix: failure?.fix ?? "the path starts at the including file's folder", exitStatus: .missingInput)
      return []
    }
  }
}
