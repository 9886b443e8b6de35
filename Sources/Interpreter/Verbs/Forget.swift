import Language
import OrderedCollections
import ProcessEngine

/// `forget T`
struct Forget: Verb {
  static let manual = Manual(
    "forget", .make, ["forget T"], "drop a process that has stopped, or never started",
    detail: "Its handle, its output and its history are gone.",
    example: "run true as t\nforget t\nps")

  private let targets: [Word]

  static func suits(_ child: Child) -> Bool { !child.state.isAlive }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    targets = try arguments.takeTargets()
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(targets)
    try session.each(targets, fits: { $0.isEnded || !$0.isStarted }) { process throws(Failure) in
      guard process.isEnded || !process.isStarted else {
        throw Failure("can only forget a stopped process", hint: "stop \(process.label)")
      }
      session.forget(process)
    }
  }
}

extension Session {
  /// Drops a process with all earlier runs of its handle that have ended.
  fileprivate func forget(_ process: Process) {
    for run in runs(of: process) where run.isEnded || !run.isStarted {
      processes[run.id] = nil
      engine.forget(run.id)
      if last === run { last = nil }
    }
    guard let handle = process.handle else { return }
    handles[handle] = nil
    dropFromSet(handle)
  }

  /// A set whose member is gone keeps the others under their own names.
  private func dropFromSet(_ member: String) {
    guard let dot = member.lastIndex(of: "."), handles[String(member[..<dot])] != nil else {
      return
    }
    let name = String(member[..<dot])
    guard case .set(let count) = handles[name]?.binding else { return }
    if members(of: name, count: count).isEmpty { handles[name] = nil }
  }
}
