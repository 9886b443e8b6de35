import Glibc

/// A program to be timed as a whole: its words, the first of which is its path or looked up.
struct Command {
  let words: [String]

  init(_ words: String...) {
    self.words = words
  }

  /// A shell that runs a text, for what only a pipeline can say.
  static func shell(_ text: String) -> Command { Command("/bin/sh", "-c", text) }

  /// What one run of it came to.
  struct Run {
    /// From before its start until after its end, in seconds.
    let seconds: Double
    /// The largest memory of it and of what it waited for, in bytes.
    let peakBytes: Int
  }

  /// Runs it with nothing to read, and what it prints going nowhere or into a file.
  ///
  /// Throws when it can't be run or doesn't end with 0: a time of what failed means nothing.
  func run(output path: String = "/dev/null") throws -> Run {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    let start = now()
    let error = posix_spawnp(&pid, words[0], &actions, nil, &arguments, environ)
    guard error == 0 else { throw Complaint("\(words[0]): \(String(cString: strerror(error)))") }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Complaint("\(words[0]): cannot be waited for") }
    }
    let seconds = now() - start
    guard status == 0 else {
      throw Complaint("\(words.joined(separator: " ")): wait status \(status)")
    }
    return Run(seconds: seconds, peakBytes: usage.ru_maxrss << 10)
  }
}

/// Why a row can't be had.
struct Complaint: Error {
  let text: String

  init(_ text: String) {
    self.text = text
  }
}

/// CLOCK_MONOTONIC in seconds.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
