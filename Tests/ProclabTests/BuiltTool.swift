import Foundation

/// The tool as it was built, beside the tests that run.
enum BuiltTool {
  /// How a run of the tool ended, and all that it wrote, both streams in one.
  struct Outcome {
    var status: Int32
    var text: String
  }

  /// `proclab`, in the folder of the running test bundle.
  static let path =
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "proclab").path

  /// `probe`, beside it.
  static let probe =
    URL(filePath: path).deletingLastPathComponent().appending(path: "probe").path

  /// The folder of the package.
  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs the tool and waits for its end.
  static func run(_ arguments: String...) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, text: String(decoding: bytes, as: UTF8.self))
  }
}
