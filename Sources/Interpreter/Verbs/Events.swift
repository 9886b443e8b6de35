import Language
import OrderedCollections
import ProcessEngine

/// `events [T]`
struct Events: Verb {
  static let manual = Manual(
    "events", .look, ["events [T] [json]"], "what happened, in order",
    detail: "Times are since the session began.",
    example: "run true as t\nevents t")

  private let words: [Word]
  private let isJSON: Bool

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    isJSON = arguments.takeLastKeyword("json")
    words = arguments.takeAll()
  }

  func run(in session: Session) throws(Failure) {
    let wanted =
      words.isEmpty ? nil : Set(try session.targets(words).processes.map(\.id))
    if words.isEmpty { session.concerned(with: session.everyone) }
    session.look()
    // In which order they come is up to the kernel.
    for event in session.observedEvents {
      if let wanted {
        guard let child = event.child, wanted.contains(child) else { continue }
      }
      guard let text = session.describe(event.kind) else { continue }
      let label = event.child.flatMap { session.processes[$0]?.label } ?? "?"
      let time = event.time - session.beginning
      if isJSON {
        let event = JSON(object: [
          ("time", Value.duration(time).json), ("process", JSON(string: label)),
          ("event", JSON(string: text)),
        ])
        session.record(event, isUnrepeatable: true)
      } else {
        let stamp = RecordLine.Piece(
          "+\(decimal(Double(time.wholeNanoseconds) / 1e9, places: 3))s", .time)
        let event = [stamp, .init(" \(label) ")] + text
        session.record(RecordLine(event, isUnrepeatable: true))
      }
    }
  }
}

extension Session {
  /// An event in words, or nil for those that only drive the loop.
  func describe(_ kind: Event.Kind) -> [RecordLine.Piece]? {
    switch kind {
    case .started(let pid): [.init("started, pid "), .init("\(pid)", .pid)]
    case .paused(let signal): [.init("paused by SIG\(signal.shortName)")]
    case .resumed: [.init("resumed")]
    case .exited(let status, _): [.init(describe(status))]
    case .reaped: [.init("reaped")]
    case .wrote: nil
    case .closed(let stream):
      [.init("\(stream == .standardOutput ? "stdout" : "stderr") closed")]
    case .inputClosed: [.init("stdin closed")]
    case .signalled(let signal, let pids):
      [.init("sent SIG\(signal.shortName) to ")] + listed(pids)
    case .adopted(let pid): [.init("orphan adopted, pid "), .init("\(pid)", .pid)]
    case .orphanEnded(let pid, let status):
      [.init("orphan, pid "), .init("\(pid)", .pid), .init(", \(describe(status))")]
    case .treeEmptied: [.init("nothing left of it")]
    }
  }

  private func listed(_ pids: [Int32]) -> [RecordLine.Piece] {
    pids.enumerated().flatMap { index, pid -> [RecordLine.Piece] in
      (index == 0 ? [] : [.init(", ")]) + [.init("pid "), .init("\(pid)", .pid)]
    }
  }

  private func describe(_ status: ExitStatus) -> String {
    switch status {
    case .exited(let code): "exited with \(code)"
    case .signaled(let signal, let core):
      "ended by SIG\(signal.shortName)\(core ? ", core dumped" : "")"
    case .lost: "ended; somebody else reaped it"
    }
  }
}
