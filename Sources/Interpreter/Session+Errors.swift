import Glibc
import Language
import ProcessEngine

extension Session {
  /// The stable text for a program that could not be started.
  func describe(_ error: SpawnError, _ launch: Launch) -> String {
    let program = escapedForDisplay(launch.arguments.first ?? [])
    let reason = reason(error, launch)
    return "cannot run '\(program)': \(reason)"
  }

  private func reason(_ error: SpawnError, _ launch: Launch) -> String {
    if let limit = error.limit { return limit.reason }
    switch error.stage {
    case .directory(let path):
      return error.errno == Errno.noEntry || error.errno == Errno.notDirectory
        ? "no such directory '\(escapedForDisplay(path))'"
        : "cannot enter directory '\(escapedForDisplay(path))': \(Errno.text(error.errno))"
    case .open(let path):
      return "cannot open '\(escapedForDisplay(path))': \(Errno.text(error.errno))"
    case .exec: return execReason(error.errno, launch)
    case .request:
      return error.errno == EINVAL
        ? "a NUL byte can't be passed to a program" : Errno.text(error.errno)
    case .isolate:
      return "no PID namespace can be had: \(error.namespaceReason)"
    case .niceness(let value): return "nice \(value) is not permitted"
    case .limit(let resource, let value, let bound): return resource.refusal(value, above: bound)
    case .setup(let call): return "\(call) failed: \(Errno.text(error.errno))"
    case .admission, .pipe, .clone: return Errno.text(error.errno)
    }
  }

  /// The kernel's answer alone would call a folder a matter of permission, and a script whose
  /// interpreter is missing a missing script (execve(2)).
  private func execReason(_ errno: Int32, _ launch: Launch) -> String {
    let kind = kindOfFile(launch)
    switch errno {
    case Errno.noEntry where kind == .file: return "its interpreter was not found"
    case Errno.noEntry, Errno.notDirectory: return "not found"
    case Errno.accessDenied where kind == .folder: return "is a directory"
    case Errno.notExecutable: return "not an executable"
    default: return Errno.text(errno)
    }
  }

  private enum FileKind {
    case none, file, folder
  }

  /// What stands at the path of a program that was named by one.
  private func kindOfFile(_ launch: Launch) -> FileKind {
    guard let program = launch.arguments.first, program.contains(UInt8(ascii: "/")) else {
      return .none
    }
    let isRelative = program.first != UInt8(ascii: "/")
    let folder = isRelative ? launch.directory.map { "\($0)/" } ?? "" : ""
    var status = stat()
    guard stat(folder + String(decoding: program, as: UTF8.self), &status) == 0 else {
      return .none
    }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }
}
