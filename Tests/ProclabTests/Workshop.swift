import Foundation
import Testing

/// A folder of session files, and the tool run in it.
final class Workshop {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "workshop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ name: String, _ text: String) throws {
    try write(name, Data(text.utf8))
  }

  func write(_ name: String, _ data: Data) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Runs the tool in the folder and waits for its end.
  func run(
    _ arguments: String..., environment: [String: String] = [:], input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ToolRun {
    let tool = try start(arguments, environment: environment)
    try tool.write(input)
    return try tool.finish(sourceLocation: sourceLocation)
  }

  /// Starts the tool in the folder; what a person's environment says of CI is not to matter.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> ToolProcess {
    try ToolProcess(
      arguments, environment: ["CI": ""].merging(environment) { $1 }, folder: folder.path)
  }
}

extension ToolRun {
  /// The output without how long things took, which no test can know.
  var calmOutput: String { output.calm }
}

extension String {
  /// A report without how long things took.
  var calm: String {
    replacing(#/\((?:(\d+ runs), )?\d[^)]*\)/#) { $0.1.map { "(\($0))" } ?? "(…)" }
      .replacing(#/\ in \d[\w.]+\n/#) { _ in "\n" }
  }
}
