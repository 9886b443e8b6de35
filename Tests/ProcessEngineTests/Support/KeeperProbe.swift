import CProcess
import Glibc

/// What ends a test that would otherwise wait for ever; generous, since machines are busy.
let patience: Int32 = 20_000

struct TestFailure: Error, CustomStringConvertible {
  let description: String
}

/// The folder of the built probes, beside the test executable.
let products: String = {
  var buffer = [UInt8](repeating: 0, count: 4096)
  let count = buffer.withUnsafeMutableBytes {
    $0.withMemoryRebound(to: CChar.self) { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? 0
    }
  }
  let path = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
}()

let keeperProbe = products + "/keeper-probe"

enum Ending: Equatable {
  case exit(Int32)
  case signal(Int32)
}

/// A program under test: what it prints, and a pipe that all its descendants hold.
final class KeeperProbe {
  let pid: pid_t
  /// Descriptor 9 of the program and of all that it starts: at its end when they are all gone.
  private let held: Int32
  private let output: Int32
  private(set) var transcript: [UInt8] = []
  private var position = 0
  private var isReaped = false

  /// Starts a program with no signal ignored and `blocked` blocked, in a group of its own, or as
  /// the leader of a session on `terminal`, whose other side it then prints to.
  init(
    program: String = keeperProbe, _ arguments: [String], blocked: [Int32] = [],
    terminal: ShellTerminal? = nil, environment: [String] = []
  ) throws {
    let (heldEnd, holding) = try Self.pipe()
    let (outputEnd, printing) = try Self.pipe()
    defer {
      close(holding)
      close(printing)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let terminal {
      posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/zero", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, printing, 1)
    }
    posix_spawn_file_actions_adddup2(&actions, holding, 9)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    for signal in blocked { sigaddset(&signals, signal) }
    posix_spawnattr_setsigmask(&attributes, &signals)
    let newSession: Int16 = 0x80
    let group = terminal == nil ? Int16(POSIX_SPAWN_SETPGROUP) : newSession
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | group)

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      (["PATH=/usr/bin:/bin", "HOME=/nonexistent"] + environment).map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, program, &actions, &attributes, &words, &variables)
    guard error == 0 else { throw TestFailure(description: "\(program): errno \(error)") }
    self.pid = pid
    held = heldEnd
    output = terminal?.descriptor ?? outputEnd
    if terminal != nil { close(outputEnd) }
  }

  deinit {
    // Unreaped, it keeps its group's number from being used again.
    if !isReaped {
      kill(pid, SIGKILL)
      endGroup()
    }
    close(held)
    close(output)
  }

  /// Ends those in the program's group, of whom there must be at least one, and reaps them if they
  /// fell to this process.
  func endGroup() {
    kill(-pid, SIGKILL)
    while waitpid(-pid, nil, 0) > 0 || errno == EINTR {}
    isReaped = true
  }

  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    let answer = proclab_pipe(&ends)
    guard answer == 0 else { throw TestFailure(description: "no pipe: \(answer)") }
    return (ends[0], ends[1])
  }

  private static func isReady(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, milliseconds) == 1
  }

  /// Whether nobody holds the pipe any more, by the end of `milliseconds`.
  func isAllGone(within milliseconds: Int32 = 0) -> Bool {
    var byte: UInt8 = 0
    return Self.isReady(held, within: milliseconds) && read(held, &byte, 1) == 0
  }

  /// Reads until one of `words` has come, and returns what came up to its end.
  @discardableResult
  func expect(_ words: String...) throws -> String {
    while true {
      for word in words {
        if let end = Self.end(of: Array(word.utf8), in: transcript[position...]) {
          defer { position = end }
          return String(decoding: transcript[position..<end], as: UTF8.self)
        }
      }
      guard try readMore() else { throw TestFailure(description: "no \(words) in: \(remaining)") }
    }
  }

  private var remaining: String { String(decoding: transcript[position...], as: UTF8.self) }

  /// The numbers of the keeper and the session, from the line of `listen` or `say:… %k %s\n`.
  func halves(after word: String = "listening") throws -> (keeper: pid_t, session: pid_t) {
    try expect(word + " ")
    let numbers = try expect("\n").split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    guard numbers.count == 2 else { throw TestFailure(description: "no pids: \(numbers)") }
    return (numbers[0], numbers[1])
  }

  /// All that is printed until its end.
  func rest() throws -> String {
    while try readMore() {}
    return remaining
  }

  /// False at the end of the output; a terminal says EIO there.
  private func readMore() throws -> Bool {
    guard Self.isReady(output, within: patience) else {
      let text = String(decoding: transcript, as: UTF8.self).debugDescription
      throw TestFailure(description: "nothing more after: \(text)")
    }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(output, &chunk, chunk.count)
    guard count > 0 else { return false }
    transcript += chunk.prefix(count)
    return true
  }

  private static func end(of word: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= word.count else { return nil }
    for start in text.startIndex...(text.endIndex - word.count)
    where text[start..<(start + word.count)].elementsEqual(word) {
      return start + word.count
    }
    return nil
  }

  /// Types into the terminal.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(output, bytes, bytes.count)
  }

  func ending() -> Ending {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    isReaped = true
    return status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
  }
}

/// The master of a new pseudoterminal.
struct ShellTerminal {
  let descriptor: Int32
  let path: String

  init() throws {
    let unlock: UInt = 0x4004_5431
    let getNumber: UInt = 0x8004_5430
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard ioctl(descriptor, unlock, &isLocked) == 0, ioctl(descriptor, getNumber, &number) == 0
    else { throw TestFailure(description: "no pseudoterminal: errno \(errno)") }
    path = "/dev/pts/\(number)"
  }
}

/// The letter that /proc has for what a process is doing, or nil if there is none.
func processState(_ pid: pid_t) -> Character? {
  let file = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var buffer = [UInt8](repeating: 0, count: 1024)
  let count = read(file, &buffer, buffer.count)
  let text = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  guard let closing = text.lastIndex(of: ")") else { return nil }
  return text[closing...].dropFirst(2).first
}
