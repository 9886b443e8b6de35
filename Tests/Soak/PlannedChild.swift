import ProcessEngine
import Trials

/// A child whose whole life is planned before it starts.
struct PlannedChild {
  /// What is done to it, and when.
  enum Act: CaseIterable {
    /// Nothing: it ends by itself.
    case none
    /// TERM as soon as it runs.
    case terminate
    /// A line, once it runs.
    case feed
    /// TERM, to which it is deaf, and KILL, once it has said that it is.
    case insist
    /// CONT once it has stopped itself.
    case resume
    /// KILL once it has stopped itself.
    case killStopped
  }

  /// What figures call it.
  let kind: String
  /// What the probe is to do.
  let words: [String]
  let act: Act
  /// Its exit code, or minus the signal that ends it.
  let code: Int32
  /// How many bytes it writes to its standard output, counting up, and to its standard error.
  var output = 0
  var error = 0
  /// What it says when it is ready to be acted upon.
  var greeting: String?
  /// Whether descendants outlive it.
  var leaves = false

  /// The signals that end a process and that anyone may send, those of cores included.
  private static let deadly: [Int32] = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 27, 29, 30, 31, 34, 47, 64,
  ]

  /// The next of a row.
  init(_ random: inout SeededRandom) {
    let code = Int32(random.number(below: 256))
    switch random.number(below: 20) {
    case 0..<5: self.init("exited", ["exit=\(code)"], code)
    case 5..<8:
      let signal = random.pick(PlannedChild.deadly)
      self.init("died by a signal", ["die=\(signal)"], -signal)
    case 8..<11:
      let output = random.number(below: random.oneIn(10) ? 300_000 : 5_000)
      let error = random.number(below: 5_000)
      self.init("wrote", ["flood=\(output)", "flooderr=\(error)", "exit=\(code)"], code)
      self.output = output
      self.error = error
    case 11, 12: self.init("terminated", ["pause"], -15, .terminate)
    case 13: self.init("fed", ["line", "exit=\(code)"], code, .feed)
    case 14:
      self.init("deaf", ["ignore=0", "out=up", "pause"], -9, .insist)
      greeting = "up\n"
    case 15: self.init("stopped and resumed", ["stop", "exit=\(code)"], code, .resume)
    case 16: self.init("stopped and killed", ["stop", "pause"], -9, .killStopped)
    case 17:
      let deaf = ["fork", "{", "setsid", "ignore=0", "pause", "}"]
      self.init("left an orphan", deaf + ["exit=\(code)"], code)
      leaves = true
    case 18:
      let daemon = ["fork", "{", "fork", "{", "setsid", "pause", "}", "}", "reap"]
      self.init("left a daemon", daemon + ["exit=\(code)"], code)
      leaves = true
    default:
      self.init("forked", ["fork", "{", "exit=3", "}", "fork", "{", "}", "exit=\(code)"], code)
      leaves = true
    }
  }

  private init(_ kind: String, _ words: [String], _ code: Int32, _ act: Act = .none) {
    self.kind = kind
    self.words = words
    self.code = code
    self.act = act
  }

  /// Whether this is what its streams brought.
  func wrote(_ output: [UInt8], _ error: [UInt8]) -> Bool {
    if let greeting { return output.elementsEqual(greeting.utf8) && error.isEmpty }
    return PlannedChild.countsUp(output, to: self.output)
      && PlannedChild.countsUp(error, to: self.error)
  }

  private static func countsUp(_ bytes: [UInt8], to count: Int) -> Bool {
    bytes.count == count && bytes.indices.allSatisfy { bytes[$0] == UInt8($0 % 251) }
  }
}
