import CProcess
import Foundation
import Testing

@testable import ProcessEngine

/// An engine under test, with words for what tests do, and a check that nothing is left behind.
final class Lab {
  let engine: Engine
  var log: [Event] = []

  init(
    _ calls: any SystemCalls = LinuxCalls(), adjust: (inout EngineOptions) -> Void = { _ in }
  )
    throws
  {
    var options = EngineOptions(runMarker: "test-\(getpid())-\(UInt64.random(in: 0 ... .max))")
    adjust(&options)
    engine = try Engine(options: options, calls: calls)
  }

  /// Where the probe is: beside the test bundle.
  static let probe: String = {
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let folder = URL(fileURLWithPath: executable ?? "").deletingLastPathComponent()
    return folder.appendingPathComponent("probe").path
  }()

  /// A launch of the probe.
  static func launch(_ words: String...) -> Launch {
    Launch([probe] + words)
  }

  func add(_ words: String..., adjust: (inout Launch) -> Void = { _ in }) -> ChildID {
    var launch = Launch([Lab.probe] + words)
    adjust(&launch)
    return engine.add(launch)
  }

  /// Starts a probe.
  func start(_ words: String..., adjust: (inout Launch) -> Void = { _ in }) throws -> ChildID {
    var launch = Launch([Lab.probe] + words)
    adjust(&launch)
    let id = engine.add(launch)
    try engine.start(id)
    return id
  }

  /// Waits until something holds, with a generous ceiling.
  func wait(
    _ what: String, for ceiling: Duration = .seconds(30),
    at place: SourceLocation = #_sourceLocation,
    until isDone: () -> Bool
  ) {
    let deadline = engine.now + ceiling
    while !isDone() {
      if engine.wait(until: deadline) == .deadline {
        take()
        if !isDone() { Issue.record("waited in vain for \(what)", sourceLocation: place) }
        return
      }
      take()
    }
  }

  func take() { log += engine.takeEvents() }

  /// Waits for the end of a child.
  @discardableResult
  func join(_ id: ChildID, at place: SourceLocation = #_sourceLocation) -> ProcessEngine.ExitStatus?
  {
    wait("the end of \(id.index)", at: place) { engine.child(id).state.exitStatus != nil }
    return engine.child(id).state.exitStatus
  }

  /// Starts a probe and checks how it ends.
  func check(
    _ words: String..., ends status: ProcessEngine.ExitStatus,
    at place: SourceLocation = #_sourceLocation
  ) throws {
    let id = engine.add(Launch([Lab.probe] + words))
    try engine.start(id)
    let end = join(id, at: place)
    #expect(end == status, sourceLocation: place)
  }

  /// Waits until nothing of a child is left.
  func waitForEmptyTree(_ id: ChildID, at place: SourceLocation = #_sourceLocation) {
    wait("the tree of \(id.index) to be empty", at: place) { engine.treeIsEmpty(id) }
  }

  func text(_ id: ChildID, _ stream: ProcessEngine.Stream = .standardOutput) -> String {
    String(decoding: engine.read(stream, of: id, from: 0, upTo: .max), as: UTF8.self)
  }

  func lines(_ id: ChildID, _ stream: ProcessEngine.Stream = .standardOutput) -> [String] {
    text(id, stream).split(separator: "\n").map(String.init)
  }

  /// Waits for a line of output.
  func expect(
    _ line: String, of id: ChildID, at place: SourceLocation = #_sourceLocation
  ) {
    wait("'\(line)' of \(id.index)", at: place) { lines(id).contains(line) }
  }

  /// The pids that a probe and those below it have printed.
  func pids(_ id: ChildID) -> [Int32] {
    lines(id).compactMap { $0.hasPrefix("pid ") ? Int32($0.dropFirst(4)) : nil }
  }

  func waitForPids(
    _ count: Int, of id: ChildID, at place: SourceLocation = #_sourceLocation
  )
    -> [Int32]
  {
    wait("\(count) pids of \(id.index)", at: place) { pids(id).count >= count }
    return pids(id)
  }

  /// What was told of a child, up to now.
  func kinds(_ id: ChildID?) -> [Event.Kind] {
    take()
    return log.filter { $0.child == id }.map(\.kind)
  }

  /// Whether a pid is of a living process, zombies not counted.
  static func lives(_ pid: Int32) -> Bool {
    guard let line = FileManager.default.contents(atPath: "/proc/\(pid)/stat"),
      let stat = ProcessStat([UInt8](line))
    else { return false }
    return !stat.isZombie
  }
}

/// The descriptors that are open in this process.
func openDescriptors() -> [Int32: String] {
  var list: [Int32: String] = [:]
  let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
  for name in numbers {
    guard
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(name)")
    else { continue }
    list[Int32(name) ?? -1] = target
  }
  return list
}

/// Runs a test with an engine, and checks that nothing is left when it is gone: no descriptor, no
/// child, no signal blocked, no limit changed; and, where the calls keep a book, that it has used
/// no descriptor that wasn't its own.
func withLab(
  _ calls: any SystemCalls = LinuxCalls(), at place: SourceLocation = #_sourceLocation,
  adjust: (inout EngineOptions) -> Void = { _ in }, _ body: (Lab) throws -> Void
) throws {
  let linux = LinuxCalls()
  let descriptors = openDescriptors()
  let limit = try linux.limit(.descriptors)
  let mask = try linux.block([])
  do {
    let lab = try Lab(calls, adjust: adjust)
    defer {
      let survivors = lab.engine.endAll(grace: nil)
      #expect(survivors.isEmpty, "survivors", sourceLocation: place)
    }
    try body(lab)
  }
  var told = siginfo_t()
  let answer = waitid(P_ALL, 0, &told, WEXITED | WNOHANG | WNOWAIT)
  #expect(answer == -1 && errno == ECHILD, "children are left", sourceLocation: place)
  #expect(try linux.block([]) == mask, "signals stay blocked", sourceLocation: place)
  #expect(try linux.limit(.descriptors) == limit, "the limit stays", sourceLocation: place)
  if let scripted = calls as? ScriptedCalls {
    #expect(scripted.strays.isEmpty, "descriptors of others are used", sourceLocation: place)
    #expect(scripted.lent.isEmpty, "descriptors are not closed", sourceLocation: place)
  }
  let left = openDescriptors().filter { descriptors[$0.key] == nil }
  #expect(left.isEmpty, "descriptors are left", sourceLocation: place)
}
