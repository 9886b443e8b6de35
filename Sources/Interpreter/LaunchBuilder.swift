import Glibc
import Language
import ProcessEngine

/// Turns a command and its options into a launch, with everything in braces filled in.
struct LaunchBuilder {
  private let making: Making
  private let session: Session

  init(_ making: Making, in session: Session) {
    self.making = making
    self.session = session
  }

  func recipe() throws(Failure) -> Recipe {
    let vector = try making.command.argumentVector(in: session)
    try refuseRelativeProgram(vector)
    var launch = Launch(arguments: vector, environment: session.environment())
    var name: String?
    var isDaemon = false
    for option in making.binding?.options ?? [] {
      let setting = try option.setting(in: session)
      switch setting {
      case .name(let text): name = text
      case .daemon: isDaemon = true
      case .limit(.processes, _) where geteuid() == 0:
        throw Failure(
          "'\(option.kind.name)' would have no effect: the kernel has no such limit for root",
          at: option.span)
      default: apply(setting, to: &launch)
      }
    }
    return Recipe(
      launch: launch, command: Command.display(vector), name: name, isDaemon: isDaemon)
  }

  private func apply(_ setting: LaunchSetting, to launch: inout Launch) {
    switch setting {
    case .name, .daemon: break
    case .directory(let path): launch.directory = path
    case .environment(let entries):
      launch.environment = merged(launch.environment, entries)
    case .input(let input): launch.input = input
    case .output(let output): launch.output = output
    case .error(let error): launch.error = error
    case .terminal(let size): launch.terminal = size
    case .isolated: launch.isIsolated = true
    case .parentDeath(let signal): launch.parentDeathSignal = signal
    case .launcher(let words): launch.arguments = words + launch.arguments
    case .umask(let mask): launch.umask = mask
    case .niceness(let value): launch.niceness = value
    case .limit(let resource, let value): launch.limits[resource] = value
    }
  }

  /// Later entries take the place of earlier ones of the same name.
  private func merged(_ environment: [[UInt8]], _ added: [[UInt8]]) -> [[UInt8]] {
    var result = environment
    for entry in added {
      let name = entry.prefix { $0 != UInt8(ascii: "=") } + [UInt8(ascii: "=")]
      result.removeAll { $0.starts(with: name) }
      result.append(entry)
    }
    return result
  }

  /// A checked file must hold anywhere: it finds its own programs by `{here}`.
  private func refuseRelativeProgram(_ vector: [[UInt8]]) throws(Failure) {
    guard session.configuration.isChecked, let program = vector.first,
      program.contains(UInt8(ascii: "/")), program.first != UInt8(ascii: "/")
    else { return }
    let text = escapedForDisplay(program)
    throw Failure(
      "'\(text)' is a relative path, which means another file in another folder",
      at: making.command.words[0].span,
      hint: "write {here}/\(text.hasPrefix("./") ? String(text.dropFirst(2)) : text)")
  }
}

extension Session {
  /// What children get as environment, before `with env`.
  func environment() -> [[UInt8]] {
    guard configuration.hasOwnHome, let folder = try? makeFolder() else {
      return configuration.environment
    }
    let own = ["HOME=\(folder)", "TMPDIR=\(folder)"].map { Array($0.utf8) }
    return configuration.environment + own
  }
}
