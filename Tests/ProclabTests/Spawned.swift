import Foundation
import Testing

/// Runs a program and reads what it prints, with nothing in between.
///
/// Foundation's `Process` learns of an end by a socket that the child inherits: one that leaves a
/// daemon behind, as tmux does, would never end in its eyes.
enum Spawned {
  /// What a program on PATH prints on standard output, once it has ended.
  static func output(of words: [String]) throws -> String {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let started = Result { try start(words, input: nil, output: ends[1], error: nil) }
    close(ends[1])
    let pid = try started.get()
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &chunk, chunk.count)
      if count > 0 { text += chunk[..<count] } else if count == 0 || errno != EINTR { break }
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return String(decoding: text, as: UTF8.self)
  }

  /// Starts a program on PATH with these as its standard descriptors; nil is /dev/null.
  static func start(
    _ words: [String], input: Int32?, output: Int32?, error: Int32?
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in [input, output, error].enumerated() {
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
      }
    }
    // The threads that run tests have most signals blocked. A daemon would keep that mask and
    // never hear that it is to end.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    try #require(posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, environ) == 0)
    return pid
  }
}
