import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine

/// Types statements as a person would: character by character, with a rest before what follows.
struct Typist {
  /// How fast a person types, and how long one looks at what was typed.
  private static let stroke = Duration.milliseconds(40)
  private static let rest = Duration.milliseconds(400)

  private let stage: Stage
  private let session: Session
  /// How much faster than a person; nil for at once.
  private let speed: Double?

  init(_ stage: Stage, _ session: Session, speed: Double?) {
    self.stage = stage
    self.session = session
    self.speed = speed
  }

  /// Types a text in its colours; throws when a signal came meanwhile.
  func type(_ text: String, _ ranges: [StyledRange]) throws(Failure) {
    var offset = 0
    for character in text {
      let length = String(character).utf8.count
      let part = ranges.filter { $0.range.overlaps(offset..<offset + length) }
        .map { StyledRange(0..<length, $0.style) }
      stage.put(String(character), part)
      offset += length
      try wait(Typist.stroke)
    }
  }

  /// Lets a reader look.
  func rest() throws(Failure) {
    try wait(Typist.rest)
  }

  private func wait(_ duration: Duration) throws(Failure) {
    // Where nobody is to wait, a recording shows a person's typing all the same.
    guard let speed else { return stage.skip(duration) }
    stage.flush()
    try session.idle(until: session.engine.now + duration / speed)
  }
}

extension Session {
  /// Lets time pass without looking at what happens; throws when a signal came.
  func idle(until end: Instant) throws(Failure) {
    while true {
      switch engine.wait(until: end) {
      case .deadline: return
      case .signal(let signal): try handle(signal)
      case .events: absorb()
      case .readable: continue
      }
    }
  }
}
