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

  /// What it is worth now: of a set one for each member.
  ///
  /// A word that is only braces has the typed value of what stands in them; a word that names
  /// nothing is an error.
  func values(in session: Session, isAlone: Bool = false) throws(Failure) -> [Value] {
    if word.hasQuotes { return [.text(try session.bytes(of: word))] }
    if let interpolation = word.soleInterpolation, interpolation.format == nil {
      return flat(try session.value(of: interpolation))
    }
    let text = try session.targetText(of: word)
    if let value = try session.value(ofPath: text, at: word.span) { return flat(value) }
    if let processes = session.processes(named: text) {
      return processes.map { Attribute.repr.value(of: $0, in: session) }
    }
    if let values = try globbed(text, in: session) { return values }
    throw unknown(text, in: session, isAlone: isAlone)
  }

  /// `w*.exitcode`, `all.alive`.
  private func globbed(_ text: String, in session: Session) throws(Failure) -> [Value]? {
    guard let dot = text.lastIndex(of: "."),
      let attribute = Attribute(rawValue: String(text[text.index(after: dot)...])),
      let processes = session.processes(named: String(text[..<dot]))
    else { return nil }
    return processes.map { attribute.value(of: $0, in: session) }
  }

  private func flat(_ value: Value) -> [Value] {
    if case .list(let members) = value { members } else { [value] }
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
