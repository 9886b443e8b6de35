import ProcessEngine

extension Process {
  /// How Python shows a process: the notebook's 3.6 style, or that of 3.8 and later.
  func representation(_ style: Settings.Style, parent: Int32) -> String {
    let daemon = isDaemon ? " daemon" : ""
    switch style {
    case .classic:
      return "<Process(\(name), \(classicState)\(daemon))>"
    case .modern:
      let pid = observed.pid.map { " pid=\($0)" } ?? ""
      return "<Process name='\(name)'\(pid) parent=\(parent) \(modernState)\(daemon)>"
    }
  }

  private var classicState: String {
    guard let status = observed.state.exitStatus else { return runningState }
    switch status {
    case .exited(0): return "stopped"
    case .exited(let code): return "stopped[\(code)]"
    case .signaled(let signal, _): return "stopped[\(signal.pythonName ?? "-\(signal.number)")]"
    case .lost: return "stopped[unknown]"
    }
  }

  private var modernState: String {
    guard let status = observed.state.exitStatus else { return runningState }
    switch status {
    case .exited(let code): return "stopped exitcode=\(code)"
    case .signaled(let signal, _):
      return "stopped exitcode=-\(signal.pythonName ?? "\(signal.number)")"
    case .lost: return "stopped exitcode=unknown"
    }
  }

  /// A paused process is `started` to Python, which does not look closer.
  private var runningState: String {
    observed.state == .initial ? "initial" : "started"
  }
}

extension Signal {
  /// The name by which Python's `signal` module knows it, or nil where it has none (as 3.6 does:
  /// no SIGSTKFLT, of the real-time ones only the first and the last, SIGPOLL for 29).
  var pythonName: String? {
    switch number {
    case 16: nil
    case 34: "SIGRTMIN"
    case 64: "SIGRTMAX"
    default: name.map { "SIG\($0)" }
    }
  }
}
