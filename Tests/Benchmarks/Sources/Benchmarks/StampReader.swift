import Glibc

/// Reads the times that a command prints, noting when each arrives.
enum StampReader {
  /// Runs a command and returns, for each line that is a time, how long after it the line came.
  ///
  /// It looks again and again instead of sleeping: being woken would cost more than what is measured.
  static func delays(of command: Command) throws -> [Double] {
    let words = command.words
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Complaint("no pipe") }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    let error = posix_spawnp(&pid, words[0], &actions, nil, &arguments, environ)
    close(ends[1])
    guard error == 0 else { throw Complaint("\(words[0]): \(String(cString: strerror(error)))") }
    defer { waitpid(pid, nil, 0) }
    var delays: [Double] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let size = read(ends[0], &buffer, buffer.count)
      let arrival = now()
      if size == 0 { return delays }
      guard size > 0 else {
        guard errno == EAGAIN || errno == EINTR else { throw Complaint("cannot read the times") }
        continue
      }
      let text = String(decoding: buffer[..<size], as: UTF8.self)
      delays += text.split(separator: "\n").compactMap { Int($0) }.map {
        arrival - Double($0) / 1e9
      }
    }
  }
}
