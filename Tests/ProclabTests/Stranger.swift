import Foundation

/// A user of whom nobody has heard, and who has no processes.
enum Stranger {
  static let user = 1_700_000_000 + getpid()

  /// Whether we may be that user, who then finds the tool and what it needs. Found out once.
  static let isAllowed: Bool = {
    guard geteuid() == 0 else { return false }
    let words = [BuiltTool.probe, "setuid=\(user)", "exec", BuiltTool.path, "-c", "print here"]
    return (try? Spawned.output(of: words)) == "here\n"
  }()
}
