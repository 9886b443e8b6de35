import Foundation
import Testing

/// The built tool while it runs, with a pipe to its standard input and files for what it writes.
final class ToolProcess {
  /// No run of a test takes longer than this, unless something hangs.
  private static let ceiling = Duration.seconds(60)

  private let process = Process()
  private let input = Pipe()
  private let output: URL
  private let error: URL
  /// What all that it starts inherits.
  private let marker = UUID().uuidString
  private var isOpen = true

  /// Starts the tool.
  init(_ arguments: [String], environment: [String: String] = [:], folder: String? = nil) throws {
    let files = FileManager.default.temporaryDirectory
    output = files.appending(path: "proclab-out-\(marker)")
    error = files.appending(path: "proclab-err-\(marker)")
    try Data().write(to: output)
    try Data().write(to: error)
    process.executableURL = URL(filePath: BuiltTool.path)
    process.arguments = arguments
    process.environment =
      ProcessInfo.processInfo.environment
      .merging(environment) { $1 }.merging(["PROCLAB_TEST": marker]) { $1 }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = input
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    try input.fileHandleForReading.close()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: output)
    try? FileManager.default.removeItem(at: error)
  }

  /// The process that the test sees: the keeper.
  var pid: Int32 { process.processIdentifier }

  /// The session: the keeper's only child that is the tool itself.
  var sessionPid: Int32? {
    let path = "/proc/\(pid)/task/\(pid)/children"
    let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return children.split(separator: " ").compactMap { Int32($0) }.first
  }

  /// Writes to its standard input.
  func write(_ text: String) throws {
    guard !text.isEmpty else { return }
    signal(SIGPIPE, SIG_IGN)
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  /// Closes its standard input.
  func closeInput() {
    guard isOpen else { return }
    isOpen = false
    try? input.fileHandleForWriting.close()
  }

  /// What it has written so far.
  var written: String {
    String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self)
  }

  /// Waits until a condition holds; an issue when it takes too long.
  func wait(
    for what: String, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: () throws -> Bool
  ) throws {
    let start = ContinuousClock.now
    while try !condition() {
      try #require(
        ContinuousClock.now - start < ToolProcess.ceiling, "waited for \(what): \(written)",
        sourceLocation: sourceLocation)
      usleep(2_000)
    }
  }

  /// Writes statements and waits until all were run: `print MARK` is the handshake.
  func run(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let mark = UUID().uuidString
    let before = written.utf8.count
    try write("\(text)\nprint \(mark)\n")
    try wait(for: text, sourceLocation: sourceLocation) { written.hasSuffix("\(mark)\n") }
    let all = String(decoding: Array(written.utf8).dropFirst(before), as: UTF8.self)
    return String(all.dropLast(mark.count + 1)).trimmingCharacters(in: .newlines)
  }

  /// Sends a signal to the tool as a person would: to the process that was started.
  func send(_ number: Int32) {
    kill(pid, number)
  }

  /// Waits for the end, and makes sure that nothing is left.
  func finish(sourceLocation: SourceLocation = #_sourceLocation) throws -> ToolRun {
    closeInput()
    try wait(for: "the end", sourceLocation: sourceLocation) { !process.isRunning }
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    #expect(left() == [], "something was left behind", sourceLocation: sourceLocation)
    return ToolRun(
      status: isSignal ? nil : process.terminationStatus,
      signal: isSignal ? process.terminationStatus : nil, output: written,
      error: String(decoding: (try? Data(contentsOf: error)) ?? Data(), as: UTF8.self))
  }

  /// The commands of all processes that it started and that still are.
  func left() -> [String] {
    let wanted = Data("PROCLAB_TEST=\(marker)".utf8)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { Int32($0) != nil }.compactMap { name in
      guard let environment = FileManager.default.contents(atPath: "/proc/\(name)/environ"),
        environment.range(of: wanted) != nil,
        let command = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
      else { return nil }
      return String(decoding: command, as: UTF8.self).replacing("\0", with: " ")
    }
  }
}
