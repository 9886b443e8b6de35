import Glibc
import Language

/// `cd DIR`
struct Cd: Verb {
  static let manual = Manual(
    "cd", .session, ["cd DIR"], "change the session's working folder",
    detail: "Processes start there, unless 'with cwd' says otherwise.",
    example: "cd /\nrun pwd as t")

  private let folder: Word

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    folder = try arguments.take("a folder")
  }

  func run(in session: Session) throws(Failure) {
    let path = try session.text(of: folder)
    guard chdir(path) != 0 else { return }
    let shown = escapedForDisplay(path)
    throw Failure(
      errno == ENOENT || errno == ENOTDIR
        ? "no such directory '\(shown)'" : "cannot enter '\(shown)': \(Errno.text(errno))",
      at: folder.span,
      hint: path == "~" || path.hasPrefix("~/") ? "'~' means nothing here; write the path" : nil)
  }
}
