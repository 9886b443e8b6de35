import Language

/// `require WHAT`
struct Require: Verb {
  static let manual = Manual(
    "require", .session,
    ["require linux|pty|isolate", "require command X", "require kernel 6.9"],
    "go no further where something is missing",
    detail: """
      In a file that needs what not every machine has: where it does not hold, the file is \
      skipped, with exit status 77. pty: pseudo-terminals can be had. isolate: a process can have \
      a PID namespace of its own.
      """,
    example: "require linux")

  private let need: Requirement

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    let what = try arguments.take("what it needs")
    switch what.bareText {
    case "linux": need = .linux
    case "pty": need = .pty
    case "isolate": need = .isolate
    case "command": need = .command(try arguments.take("a command"))
    case "kernel":
      need = .kernel(
        try Argument(try arguments.take("a version, such as 6.9")) { text in
          if let version = KernelVersion(text) { return .success(version) }
          return .failure(
            .init(
              message: "'\(escapedForDisplay(text))' is not a version", hint: "write 6.9 or 5.15.2")
          )
        })
    default:
      let text = what.literal ?? "{…}"
      let names = ["linux", "command", "kernel", "pty", "isolate"]
      throw Diagnostic(
        "'\(escapedForDisplay(text))' can't be required", at: what.span,
        hint: didYouMean(text, among: names) ?? names.joined(separator: ", "))
    }
  }

  func run(in session: Session) throws(Failure) {
    guard let complaint = try need.complaint(in: session) else { return }
    throw Failure(.skipped, [Diagnostic(complaint)])
  }
}
