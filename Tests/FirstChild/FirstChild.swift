import ProcessEngine

let engine = try Engine(options: EngineOptions(runMarker: "run-\(UInt64.random(in: 0 ... .max))"))
let child = engine.add(Launch(["echo", "hello"]))
try engine.start(child)
while engine.state(of: child).exitStatus == nil {
  _ = engine.wait(until: nil)
  _ = engine.takeEvents()
}
let output = engine.read(.standardOutput, of: child, from: 0, upTo: .max)
print(String(decoding: output, as: UTF8.self), terminator: "")
engine.endAll(grace: .seconds(1))
