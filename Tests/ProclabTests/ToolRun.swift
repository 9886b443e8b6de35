import Foundation
import Testing

/// One run of the built tool: how it ended, and what it wrote.
struct ToolRun {
  /// Its exit status, or nil when a signal ended it.
  let status: Int32?
  /// The signal that ended it.
  let signal: Int32?
  /// Standard output.
  let output: String
  /// Standard error.
  let error: String

  /// Runs the tool to its end, which nothing that it started outlives.
  static func run(
    _ arguments: String..., input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ToolRun {
    let tool = try ToolProcess(arguments)
    try tool.write(input)
    return try tool.finish(sourceLocation: sourceLocation)
  }

  /// Checks a file of these lines; what it reports has the file's folder left out.
  static func check(
    _ text: String, _ flags: String..., name: String = "a.lab",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ToolRun {
    try Folder.with { folder in
      let path = try folder.write(text, to: name)
      let tool = try ToolProcess(["check"] + flags + [path])
      return try tool.finish(sourceLocation: sourceLocation).without(folder)
    }
  }

  /// Replays a file of these lines, with arguments.
  static func replay(
    _ text: String, _ arguments: String..., name: String = "a.lab",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ToolRun {
    try Folder.with { folder in
      let path = try folder.write(text, to: name)
      let tool = try ToolProcess([path] + arguments)
      return try tool.finish(sourceLocation: sourceLocation).without(folder)
    }
  }

  /// The same with a folder's path left out, and with what differs from run to run as placeholders.
  func without(_ folder: Folder) -> ToolRun {
    ToolRun(
      status: status, signal: signal, output: output.replacing("\(folder.path)/", with: ""),
      error: error.replacing("\(folder.path)/", with: ""))
  }

  /// What it wrote to standard output, with durations in parentheses and at the end left out, and
  /// tables without their padding.
  var report: String {
    output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = String(line).replacing(#/ \([0-9.]+[a-z]+\)$/#, with: "")
        .replacing(#/ in [0-9.]+[a-z]+$/#, with: "")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}

/// A temporary folder of a test.
struct Folder {
  /// Where it is.
  let path: String

  /// Makes one, lets a test use it, and removes it.
  static func with<Result>(_ body: (Folder) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "proclab-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(Folder(path: url.path))
  }

  /// Writes a file, and gives its path.
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file, and gives its path.
  func write(_ data: Data, to name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url.path
  }
}
