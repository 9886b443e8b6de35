import Language
import OrderedCollections

/// `worker NAME CMD…`
struct Worker: Verb {
  static let manual = Manual(
    "worker", .make, ["worker NAME CMD…"], "name a command",
    detail: """
      The words stand as they are: no 'as', no 'with'. Further words of new, spawn or run are \
      appended. It is what a function is to Python's Process.
      """,
    example: "worker greet echo hello\nrun greet world as g")

  private let name: Argument<String>
  private let command: Command

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    name = try Argument(try arguments.take("a name")) { text in
      if isName(text), !reservedWords.contains(text) { return .success(text) }
      return .failure(.init(message: "'\(escapedForDisplay(text))' can't name a worker"))
    }
    let words = arguments.takeAll()
    guard !words.isEmpty else { throw arguments.missing("a command") }
    command = try Command(words)
  }

  func run(in session: Session) throws(Failure) {
    session.workers[try name.value(in: session)] = try command.argumentVector(in: session)
  }
}
