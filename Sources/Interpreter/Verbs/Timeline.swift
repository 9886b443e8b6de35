import Language
import ProcessEngine

/// `timeline [T] [svg FILE]`
struct Timeline: Verb {
  static let manual = Manual(
    "timeline", .look, ["timeline [T] [svg FILE] [json]"], "lifetimes as bars",
    detail: """
      From the first start to now, all runs of a handle on lines of their own. ━ runs, ╸ has \
      ended, ▸ still runs, ╳ was ended by a signal. With svg the same is drawn into a file.
      """,
    example: "spawn sleep 0.2 as t\njoin t\ntimeline t")

  private let words: [Word]
  private let file: Word?
  private let isJSON: Bool

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    isJSON = arguments.takeLastKeyword("json")
    var words = arguments.takeAll()
    if words.last?.bareText == "svg" {
      throw Diagnostic(
        "'svg' needs a file", at: words.last?.span, hint: arguments.usage)
    }
    if words.count >= 2, words[words.count - 2].bareText == "svg" {
      file = words.removeLast()
      words.removeLast()
    } else {
      file = nil
    }
    self.words = words
  }

  func run(in session: Session) throws(Failure) {
    let named =
      try words.isEmpty
      ? session.concerned(with: session.everyone) : session.targets(words).processes
    session.look()
    let chart = LifeChart(named.flatMap(session.runs).filter(\.isStarted), in: session)
    if let file {
      let path = try session.text(of: file)
      do {
        try writeFile(FileName(path), Array(chart.svg.utf8))
      } catch {
        throw Failure(
          "cannot write '\(escapedForDisplay(path))': \(Errno.text(error.errno))", at: file.span)
      }
    }
    if isJSON {
      for line in chart.json(in: session) { session.record(line) }
    } else if file == nil {
      for line in chart.lines { session.record(line) }
    }
  }
}
