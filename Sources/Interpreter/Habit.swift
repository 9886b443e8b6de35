import Language

/// What people type out of habit, and what does it here.
enum Habit {
  /// Words of shells and of multiprocessing for which there is a verb.
  private static let verbs: [String: String] = [
    "bg": "resume", "cat": "output", "echo": "print", "fg": "attach", "is_alive": "ps",
    "jobs": "ps", "killall": "kill", "man": "help", "pkill": "kill", "pstree": "tree",
    "sigstop": "pause", "sigcont": "resume", "suspend": "pause", "top": "ps", "wait": "join",
  ]
  /// Those that are programs, which run here as any other.
  private static let programs: Set<String> = [
    "clear", "date", "env", "grep", "id", "ls", "pgrep", "pwd", "python", "python3", "uname",
    "whoami",
  ]

  /// A hint for a first word that is no verb; `next` is the word behind it.
  static func hint(_ word: String, next: String? = nil) -> String? {
    if let next, Comparison.Operation(rawValue: next) != nil { return "check \(word) \(next) …" }
    if let verb = verbs[word] { return "did you mean '\(verb)'?" }
    return programs.contains(word) ? "a program is run by 'run \(word)'" : nil
  }
}
