import Foundation
import Language
import ProcessEngine

/// The half that looks after the reader: tells what ended it or kept it too long, and has the rest
/// read by another.
final class ReaderWatch {
  /// More than anyone reads.
  private static let limit = 20

  private let settings: FuzzSettings
  private let engine: Engine
  private let page: SharedPage
  private let path: String
  private var crashes = 0
  private var hangs = 0
  private let start: Instant
  private var next: Instant

  private init(_ settings: FuzzSettings, _ engine: Engine, _ page: SharedPage, path: String) {
    self.settings = settings
    self.engine = engine
    self.page = page
    self.path = path
    start = engine.now
    next = start
  }

  /// Has all inputs read; the exit status.
  static func run(_ settings: FuzzSettings) -> Int32 {
    print("seed \(settings.seed)")
    fflush(nil)
    let path = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(getpid())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let options = EngineOptions(
      runMarker: "fuzz-\(getpid())", catches: [.interrupt, .terminate, .hangup])
    guard let page = SharedPage(path: path), let engine = try? Engine(options: options) else {
      print("fuzz: cannot set up")
      return 1
    }
    defer { engine.endAll(grace: nil) }
    return ReaderWatch(settings, engine, page, path: path).readAll()
  }

  private func readAll() -> Int32 {
    page[.end] = settings.first + settings.inputs
    page[.current] = settings.first
    page[.shows] = settings.shows ? 1 : 0
    while page[.current] < page[.end], crashes + hangs < ReaderWatch.limit {
      guard let reader = startReader() else { return 1 }
      guard look(after: reader) else {
        print("fuzz: interrupted")
        return 130
      }
      tellOutput(of: reader)
      if page[.current] < page[.end] { tellEnd(of: reader) }
    }
    tellFigures()
    return crashes + hangs + page[.flaws] == 0 ? 0 : 1
  }

  private func startReader() -> ChildID? {
    let words = ["read", "\(settings.seed)", "\(page[.current])", path]
    var launch = Launch(["/proc/self/exe"] + words, environment: ["SWIFT_BACKTRACE=enable=no"])
    launch.limits = [.coreSize: 0]
    let id = engine.add(launch)
    do throws(SpawnError) {
      try engine.start(id)
      return id
    } catch {
      print("fuzz: cannot start: \(error)")
      return nil
    }
  }

  /// Waits for the reader's end, and ends it when one input takes it too long; false when we are to
  /// end ourselves.
  private func look(after reader: ChildID) -> Bool {
    var last = page[.current]
    var since = engine.now
    while engine.child(reader).state.exitStatus == nil {
      if case .signal = engine.wait(until: engine.now + .milliseconds(500)) { return false }
      _ = engine.takeEvents()
      if page[.current] != last {
        last = page[.current]
        since = engine.now
      } else if engine.now - since > settings.deadline {
        engine.signal(.kill, to: reader, scope: .tree)
      }
      tellProgress()
    }
    return true
  }

  private func tellOutput(of reader: ChildID) {
    let bytes = engine.read(.standardOutput, of: reader, from: 0, upTo: .max)
    print(String(decoding: bytes, as: UTF8.self), terminator: "")
  }

  /// Tells which input ended the reader, and how; the next reader begins behind it.
  private func tellEnd(of reader: ChildID) {
    let code = engine.child(reader).state.exitStatus?.code ?? 0
    let isHang = code == -9
    if isHang { hangs += 1 } else { crashes += 1 }
    print("✗ input \(page[.current]) \(isHang ? "took too long" : "ended the reader with \(code)")")
    print("  \(escapedForDisplay(page.input))")
    let said = engine.read(.standardError, of: reader, from: 0, upTo: .max)
    for line in String(decoding: said, as: UTF8.self).split(separator: "\n").prefix(8) {
      print("  \(line)")
    }
    fflush(nil)
    page[.current] += 1
  }

  /// A line each ten seconds.
  private func tellProgress() {
    guard engine.now >= next else { return }
    next = engine.now + .seconds(10)
    guard engine.now - start > .seconds(5) else { return }
    print("  \(page[.current] - settings.first) inputs")
    fflush(nil)
  }

  private func tellFigures() {
    let took = (engine.now - start) / .seconds(1)
    let count = page[.current] - settings.first
    print("\(count) inputs in \(Int(took)) s, \(Int(Double(count) / took)) a second")
    print("  \(page[.bytes]) bytes, \(page[.statements]) statements")
    print("  \(page[.taken]) files taken, \(page[.refused]) refused")
    print("\(crashes) crashes, \(hangs) hangs, \(page[.flaws]) read wrong")
  }
}
