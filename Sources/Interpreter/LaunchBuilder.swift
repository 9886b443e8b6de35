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
      var values: [[UInt8]] = []
      for word in option.words {
        let bytes = try session.bytes(of: word)
        if let complaint = option.complaint(about: String(decoding: bytes, as: UTF8.self)) {
          throw Failure(complaint, at: word.span)
        }
        values.append(bytes)
      }
      let text = String(decoding: values.first ?? [], as: UTF8.self)
      switch option.kind.name {
      case "name": name = text
      case "daemon": isDaemon = true
      case "env": launch.environment = merged(launch.environment, values)
      default: apply(option, text, to: &launch)
      }
    }
    return Recipe(
      launch: launch, command: Command.display(vector), name: name, isDaemon: isDaemon)
  }

  private func apply(_ option: LaunchOption, _ text: String, to launch: inout Launch) {
    let isWord = option.words.first?.isBare ?? false
    switch option.kind.name {
    case "cwd": launch.directory = text
    case "stdin":
      launch.input =
        isWord && text == "null" ? .null : isWord && text == "pipe" ? .pipe : .file(text)
    case "stdout": launch.output = .file(text)
    case "stderr": launch.error = isWord && text == "stdout" ? .sameAsOutput : .file(text)
    case "parent-death": launch.parentDeathSignal = text == "off" ? nil : Signal(text)
    case "via": launch.arguments = (LaunchOption.prefixWords(text) ?? []) + launch.arguments
    case "umask": launch.umask = UInt32(text, radix: 8)
    case "nice": launch.niceness = Int32(text)
    default: break
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
    guard configuration.hasOwnHome, let folder = makeFolder() else {
      return configuration.environment
    }
    let own = ["HOME=\(folder)", "TMPDIR=\(folder)"].map { Array($0.utf8) }
    return configuration.environment + own
  }
}
