import Language
import ProcessEngine

extension Session {
  /// The stable text for a program that could not be started.
  func describe(_ error: SpawnError, _ launch: Launch) -> String {
    let program = escapedForDisplay(launch.arguments.first ?? [])
    let reason = reason(error)
    return "cannot run '\(program)': \(reason)"
  }

  private func reason(_ error: SpawnError) -> String {
    if let limit = error.limit { return describe(limit) }
    switch error.stage {
    case .directory(let path):
      return error.errno == Errno.noEntry || error.errno == Errno.notDirectory
        ? "no such directory '\(escapedForDisplay(path))'"
        : "cannot enter directory '\(escapedForDisplay(path))': \(Errno.text(error.errno))"
    case .open(let path):
      return "cannot open '\(escapedForDisplay(path))': \(Errno.text(error.errno))"
    case .exec: return execReason(error.errno)
    case .request:
      return error.errno == 0 ? "a NUL byte can't be passed to a program" : Errno.text(error.errno)
    case .setup(let call): return "\(call) failed: \(Errno.text(error.errno))"
    case .admission, .pipe, .clone: return Errno.text(error.errno)
    }
  }

  private func execReason(_ errno: Int32) -> String {
    switch errno {
    case Errno.noEntry, Errno.notDirectory: "not found"
    case Errno.notExecutable: "not an executable"
    default: Errno.text(errno)
    }
  }

  private func describe(_ limit: SpawnError.Limit) -> String {
    switch limit {
    case .descriptors(let count): "too many open files (limit \(count))"
    case .processes(let count): "process limit reached (user limit \(count))"
    case .controlGroup(let count): "process limit reached (container limit \(count))"
    case .system(let count): "process limit reached (system limit \(count))"
    case .memory: "not enough memory"
    }
  }
}
