import Language
import OrderedCollections
import ProcessEngine

/// A word that stands where a value is wanted: a process, an attribute, or text with braces.
struct ValueExpression {
  let word: Word

  init(_ word: Word) {
    self.word = word
  }

  /// How it was written, for errors.
  func display(in session: Session) -> String {
    if let literal = word.literal { return escapedForDisplay(literal) }
    return (try? session.targetText(of: word)) ?? "{…}"
  }

  /// A value, and how it would be asked for alone.
  typealias Result = (name: String, value: Value)

  /// What it is worth now: of a set one for each member.
  ///
  /// A word that is only braces has the typed value of what stands in them; a word that names
  /// nothing is an error.
  func results(in session: Session, isAlone: Bool = false) throws(Failure) -> [Result] {
    let shown = display(in: session)
    if word.hasQuotes { return [(shown, .text(try session.bytes(of: word)))] }
    if let interpolation = word.soleInterpolation, interpolation.format == nil {
      let value = try session.value(of: interpolation)
      return members(value, interpolation.path, shown, in: session)
    }
    let text = try session.targetText(of: word)
    if let results = globbed(text, in: session) { return results }
    if let value = try session.value(ofPath: text, at: word.span) {
      return members(value, text, shown, in: session)
    }
    if let processes = session.processes(named: text) {
      return results(of: processes, .repr, in: session)
    }
    throw unknown(text, in: session, isAlone: isAlone)
  }

  /// What it is worth now, without the names.
  func values(in session: Session, isAlone: Bool = false) throws(Failure) -> [Value] {
    try results(in: session, isAlone: isAlone).map(\.value)
  }

  /// `w*`, `w.*`, `w*.exitcode`, `all.alive`.
  private func globbed(_ text: String, in session: Session) -> [Result]? {
    if let dot = text.lastIndex(of: "."),
      let attribute = Attribute(rawValue: String(text[text.index(after: dot)...])),
      session.lookUp(text) == nil, let processes = session.processes(named: String(text[..<dot]))
    {
      return results(of: processes, attribute, in: session)
    }
    guard text.contains(where: { $0 == "*" || $0 == "?" }) else { return nil }
    return session.processes(named: text).map { results(of: $0, .repr, in: session) }
  }

  private func results(
    of processes: [Process], _ attribute: Attribute, in session: Session
  ) -> [Result] {
    let suffix = attribute == .repr ? "" : ".\(attribute.rawValue)"
    return processes.map { process in
      (escapedForDisplay(process.label) + suffix, attribute.value(of: process, in: session))
    }
  }

  private func members(
    _ value: Value, _ path: String, _ shown: String, in session: Session
  ) -> [Result] {
    guard case .list(let values) = value else { return [(shown, value)] }
    guard case (.set(let members), let attribute)? = session.lookUp(path) else {
      return values.map { (shown, $0) }
    }
    let suffix = attribute.map { ".\($0)" } ?? ""
    return zip(members, values).map { (escapedForDisplay($0.label) + suffix, $1) }
  }

  private func unknown(_ text: String, in session: Session, isAlone: Bool) -> Failure {
    let shown = escapedForDisplay(text)
    let names = Array(session.handles.keys) + session.processes.values.map(\.name)
    if let dot = text.firstIndex(of: "."), isName(text[..<dot]) {
      let name = String(text[..<dot])
      return Failure(
        "no process is called '\(escapedForDisplay(name))'", at: word.span,
        hint: didYouMean(name, among: names))
    }
    if isAlone {
      return Failure(
        "'\(shown)' is neither a verb nor a process", at: word.span,
        hint: Habit.hint(text) ?? didYouMean(text, among: names + verbs.map { $0.name }))
    }
    return Failure(
      "no process is called '\(shown)'", at: word.span, hint: didYouMean(text, among: names))
  }
}
