import Interpreter
import Language
import LineEditor

/// What Tab may put at a cursor: verbs first, then what fits the place.
struct Completer {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  func completion(in text: String, at cursor: Int) -> Completion {
    let before = Array(text.utf8.prefix(cursor))
    let start = before.lastIndex { $0 == 0x20 || $0 == 0x0A || $0 == 0x3B }.map { $0 + 1 } ?? 0
    let typed = String(decoding: before[start...], as: UTF8.self)
    let statementStart =
      before.lastIndex { $0 == 0x3B || $0 == 0x0A || $0 == 0x7B }.map { $0 + 1 } ?? 0
    let words = String(decoding: before[statementStart..<max(start, statementStart)], as: UTF8.self)
      .split(separator: " ").map(String.init)
    var completion = Completion(range: start..<cursor)
    guard let first = words.first else {
      completion.candidates = candidates(verbs.map { $0.name } + session.handleNames, typed)
      return completion
    }
    completion.hint = verb(named: first)?.manual.forms.first
    completion.candidates = candidates(session.handleNames, typed)
    return completion
  }

  private func candidates(_ names: [String], _ typed: String) -> [Candidate] {
    names.filter { $0.hasPrefix(typed) }.sorted().map { Candidate($0) }
  }
}
