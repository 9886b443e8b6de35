import Language
import ProcessEngine

/// `sleep D`
struct Sleep: Verb {
  static let manual = Manual(
    "sleep", .wait, ["sleep D"], "wait that long, and see what happens meanwhile",
    detail: "A bare number is seconds. To wait for something, use expect or join.",
    example: "spawn true as t\nsleep 100ms\nps t")

  private let duration: Argument<Duration>

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    duration = try arguments.takeDuration()
  }

  func run(in session: Session) throws(Failure) {
    let duration = try duration.value(in: session)
    try session.wait(for: "\(describe(duration)) to pass", until: session.now + duration) { false }
  }
}
