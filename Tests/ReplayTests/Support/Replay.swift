import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// A session file replayed in this process: what was not as expected of each line.
enum Replay {
  /// Replays a file of this text; empty where all is as expected, else each line that is not with
  /// the difference below it.
  static func mismatches(_ text: String, arguments: [String] = []) throws -> String {
    let file = try SessionFile(Array(text.utf8), name: "a.lab")
    let observer = Observer()
    let replayer = Replayer(file, observer: observer)
    let marker = "\(getpid()).\(UInt64.random(in: 0...UInt64.max))"
    let engine = try Engine(options: EngineOptions(runMarker: marker))
    var configuration = SessionConfiguration()
    configuration.arguments = arguments.map { Array($0.utf8) }
    configuration.here = "/somewhere"
    configuration.isChecked = file.judges
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    configuration.environment = [Array("PATH=\(path)".utf8)]
    let session = Session(
      engine: engine, output: replayer, configuration: configuration, ownPid: getpid())
    defer { session.endEverything(grace: nil) }
    let ending = replayer.run(in: session)
    let end = ending.map { ["ended: \($0)"] } ?? []
    return (observer.shown + end).joined(separator: "\n")
  }

  /// What a person is told of a file that can't be run; empty where it can.
  static func complaint(_ text: String) -> String {
    let source = Source(name: "a.lab", text)
    do {
      _ = try SessionFile(source.bytes, name: "a.lab")
      return ""
    } catch {
      return error.rendered(in: source)
    }
  }

  private final class Observer: ReplayObserver {
    var shown: [String] = []

    func willRun(_ step: SessionFile.Step) {}
    func record(_ line: RecordLine) {}
    func explain(_ lines: [String]) {}
    func notice(_ text: String) {}
    func waiting(_ progress: WaitProgress?) {}

    func didNotReach(_ step: SessionFile.Step, after last: SessionFile.Step) {
      shown.append("not reached: \(step.text[0])")
    }

    func didRun(_ step: SessionFile.Step, _ result: StepResult) {
      guard !result.isExpected else { return }
      shown.append(step.text[0])
      shown += result.mismatch?.lines ?? []
      shown += result.unnamedErrors.map { "! \($0)" }
    }
  }
}
