import Language

/// `log off|info|debug`
struct Log: Verb {
  static let manual = Manual(
    "log", .session, ["log off|info|debug"], "multiprocessing's own log lines",
    detail: """
      With info or debug, start and join print what Python's log_to_stderr prints: one line when \
      the process runs; the others when its normal exit is joined.
      """,
    example: "log debug\nrun echo doing some work")

  private let level: Argument<Settings.LogLevel>

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    level = try arguments.takeChoice("a log level", Settings.LogLevel.self)
  }

  func run(in session: Session) throws(Failure) {
    session.settings.log = try level.value(in: session)
  }
}
