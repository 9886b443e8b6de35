import Language
import ProcessEngine

/// A process that has a person's terminal, until it ends or the person presses Ctrl-].
struct Attachment {
  private let session: Session
  private let process: Process
  private let terminal: any PersonTerminal
  /// What takes the terminal back: Ctrl-], as in telnet(1).
  private static let leavingKey: UInt8 = 0x1D

  init(of process: Process, to terminal: any PersonTerminal, in session: Session) {
    (self.session, self.process, self.terminal) = (session, process, terminal)
  }

  /// Hands the terminal over and waits; the session has looked when this returns.
  func run() throws(Failure) {
    session.keepAttachment(of: process)
    session.notice("\(process.label) has the terminal, Ctrl-] takes it back")
    let seen = process.shown[.standardOutput] ?? 0
    terminal.take(after: output(from: 0, upTo: seen))
    session.engine.watch(terminal.descriptor)
    fit(repaint: true)
    defer {
      session.engine.unwatch(terminal.descriptor)
      // Whoever reads its output from now on wants what it wrote, not what was typed.
      if session.engine.terminalModes(of: process.id)?.isCanonical == true {
        session.engine.setTerminalEcho(of: process.id, false)
      }
      session.observe()
      terminal.giveBack()
    }
    while try round() {}
  }

  /// Shows what there is, and waits for what comes next; false when it is over.
  private func round() throws(Failure) -> Bool {
    showOutput()
    session.absorb()
    try session.runDue()
    if session.hasEnded(process) {
      session.keepEndOfAttachment()
      return false
    }
    echo()
    switch session.engine.wait(until: session.dueTime) {
    case .readable: return passKeys()
    case .signal(.windowChange): fit(repaint: false)
    case .signal(.terminalStop):
      terminal.giveBack()
      session.suspend()
      terminal.take(after: output(from: 0, upTo: process.shown[.standardOutput] ?? 0))
      fit(repaint: true)
    case .signal(let signal): try session.handle(signal)
    case .events, .deadline: break
    }
    return true
  }

  /// Passes keys on; false when one of them takes the terminal back.
  private func passKeys() -> Bool {
    guard let keys = terminal.keys() else { return false }
    let passed = keys.prefix { $0 != Attachment.leavingKey }
    echo()
    let isSecret = readsUnseen
    if !passed.isEmpty, session.engine.send(Array(passed), to: process.id) {
      session.keep(passed, isSecret: isSecret)
    }
    return passed.count == keys.count
  }

  /// Shows what it wrote and nobody has seen; what the ring has lost is lost.
  private func showOutput() {
    let position = session.engine.child(process.id).output
    let seen = process.shown[.standardOutput] ?? 0
    guard position.total > seen else { return }
    let modes = session.engine.terminalModes(of: process.id)
    terminal.show(
      output(from: seen, upTo: position.total),
      lacksReturns: modes.map { !$0.addsCarriageReturns } ?? true)
    process.shown[.standardOutput] = position.total
  }

  private func output(from start: UInt64, upTo end: UInt64) -> [UInt8] {
    let dropped = session.engine.child(process.id).output.dropped
    guard end > max(start, dropped) else { return [] }
    return session.engine.read(
      .standardOutput, of: process.id, from: max(start, dropped), upTo: end)
  }

  /// Makes its terminal as large as the person's. A change is what makes a program paint anew, so
  /// where it has to there is one.
  private func fit(repaint: Bool) {
    guard let size = terminal.size else { return }
    if repaint {
      let other = TerminalSize(rows: max(2, size.rows) - 1, columns: size.columns)
      session.engine.setTerminalSize(of: process.id, other)
    }
    session.engine.setTerminalSize(of: process.id, size)
  }

  /// Switches echo on where it is off because of us: at first, and whenever a program that edits
  /// lines itself has put back what it had found.
  private func echo() {
    guard let modes = session.engine.terminalModes(of: process.id), modes.isCanonical,
      modes.isSilenced
    else { return }
    session.engine.setTerminalEcho(of: process.id, true)
  }

  /// Whether a program reads lines that nobody is to see.
  private var readsUnseen: Bool {
    session.engine.terminalModes(of: process.id).map { $0.isCanonical && !$0.echoes } ?? false
  }
}

extension Session {
  /// The moment at which a scheduled statement is due, or something is to be told; on the engine's
  /// clock.
  fileprivate var dueTime: Instant? {
    [scheduled.first.map { $0.time + suspended }, noticeDue].compactMap { $0 }.min()
  }
}
