// Three children of one engine. One sorts what comes in on our own standard input, one is ended
// together with all that it started, and one is deaf to a polite end.
import Glibc
import ProcessEngine

/// Waits until something holds, for at most 20 s, or until a signal comes; says whether it holds.
func wait(in engine: Engine, until isSo: () -> Bool) -> Bool {
  let deadline = engine.now + .seconds(20)
  while !isSo() {
    let wake = engine.wait(until: deadline)
    _ = engine.takeEvents()
    switch wake {
    case .events, .readable: continue
    case .deadline, .signal: return isSo()
    }
  }
  return true
}

/// What a child has written so far.
func text(of child: ChildID, in engine: Engine) -> String {
  let bytes = engine.read(.standardOutput, of: child, from: 0, upTo: .max)
  return String(decoding: bytes, as: UTF8.self)
}

/// How a child ended, in words.
func words(for status: ExitStatus?) -> String {
  switch status {
  case .exited(let code): "exited with \(code)"
  case .signaled(let signal, _): "ended by \(signal.shortName)"
  case .lost: "ended, nobody knows how"
  case nil: "lives"
  }
}

let run = "household-\(UInt64.random(in: 0 ... .max))"
let options = EngineOptions(runMarker: run, catches: [.interrupt, .terminate])
let engine = try Engine(options: options)

// Each says that it is ready, so that no signal comes too early.
let parent = engine.add(Launch(["sh", "-c", #"sh -c "echo ready; exec sleep 600" & wait"#]))
let deaf = engine.add(Launch(["sh", "-c", #"trap "" TERM; echo ready; exec sleep 600"#]))
for child in [parent, deaf] {
  try engine.start(child)
  guard wait(in: engine, until: { text(of: child, in: engine) == "ready\n" }) else {
    engine.endAll(grace: nil)
    exit(1)
  }
}

// What can't be run is an error, and never a child.
let missing = engine.add(Launch(["no-such-program"]))
do throws(SpawnError) {
  try engine.start(missing)
} catch {
  print("missing: stage \(error.stage), errno \(error.errno), \(engine.state(of: missing))")
}

// A child that is fed.
var sorting = Launch(["sort"], environment: ["LC_ALL=C"])
sorting.input = .pipe
let sorter = engine.add(sorting)
try engine.start(sorter)

// The place where this program waits: for its children, for its own input, for signals.
engine.watch(0)
loop: while engine.state(of: sorter).exitStatus == nil {
  let wake = engine.wait(until: nil)
  for event in engine.takeEvents() where event.child == sorter {
    if case .exited(let status, _) = event.kind { print("sorter: \(words(for: status))") }
  }
  switch wake {
  case .readable(let descriptor):
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    if count > 0 {
      _ = engine.send(Array(bytes[..<count]), to: sorter)
    } else {
      engine.unwatch(descriptor)
      engine.closeInput(sorter)
    }
  case .signal(let signal):
    print("\(signal.shortName) came")
    break loop
  case .events, .deadline:
    continue
  }
}
print(text(of: sorter, in: engine), terminator: "")

// A signal to a tree, and the wait until nobody is left of it.
let delivery = engine.signal(.terminate, to: parent, scope: .tree)
let isGone = wait(in: engine) { engine.treeIsEmpty(parent) }
print("parent: TERM to \(delivery.pids.count), \(words(for: engine.state(of: parent).exitStatus))")
print("its tree: \(isGone ? "empty" : "not empty")")

// The end of all: the polite one, a moment of grace, and then the one that nothing can refuse.
let survivors = engine.endAll(grace: .milliseconds(100))
for child in [deaf, sorter] { print(words(for: engine.state(of: child).exitStatus)) }
print("survivors: \(survivors.count)")
