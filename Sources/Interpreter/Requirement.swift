import Glibc
import Language
import ProcessEngine

/// Something that a machine has or has not.
enum Requirement {
  case linux
  case pty
  case isolate
  case command(Word)
  case kernel(Argument<KernelVersion>)

  /// What is missing, or nil where nothing is.
  func complaint(in session: Session) throws(Failure) -> String? {
    switch self {
    // Nothing else runs this program.
    case .linux: return nil
    case .pty: return Requirement.hasTerminals ? nil : "needs pseudo-terminals"
    case .isolate:
      do throws(SpawnError) {
        try session.engine.tryIsolation()
        return nil
      } catch {
        return "needs PID namespaces: \(error.namespaceReason)"
      }
    case .command(let word):
      let name = try session.text(of: word)
      let isThere = Requirement.isCommand(name, session.configuration.environment)
      return isThere ? nil : "needs the command '\(escapedForDisplay(name))'"
    case .kernel(let argument):
      let wanted = try argument.value(in: session)
      guard let running = KernelVersion.running, running < wanted else { return nil }
      return "needs kernel \(wanted), this is \(running)"
    }
  }

  private static var hasTerminals: Bool {
    guard LaunchOption.names.contains("pty") else { return false }
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return false }
    close(terminal)
    return true
  }

  /// Whether a name would be found as a program: with a slash as it is, else in the PATH.
  private static func isCommand(_ name: String, _ environment: [[UInt8]]) -> Bool {
    guard !name.isEmpty, !name.utf8.contains(0) else { return false }
    if name.contains("/") { return isProgram(name) }
    let path = environment.last { $0.starts(with: "PATH=".utf8) }?.dropFirst(5) ?? []
    return path.split(separator: UInt8(ascii: ":")).contains { folder in
      folder.first == UInt8(ascii: "/")
        && isProgram(String(decoding: folder, as: UTF8.self) + "/" + name)
    }
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
