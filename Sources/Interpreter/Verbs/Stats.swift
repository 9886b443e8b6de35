import Language
import ProcessEngine

/// `stats T`
struct Stats: Verb {
  static let manual = Manual(
    "stats", .look, ["stats T [json]"], "figures over all runs of a handle",
    detail: """
      How often which exit code came; then the least, the median, the 95th percentile and the \
      greatest of took, ready, shutdown, cpu and rss, over the runs that have them.
      """,
    example: "repeat 20 { spawn true as r; join r }\nstats r")

  private let words: [Word]
  private let isJSON: Bool

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    isJSON = arguments.takeLastKeyword("json")
    words = try arguments.takeTargets()
  }

  private static let measured: [Attribute] = [.took, .ready, .shutdown, .cpu, .rss]

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(words)
    session.look()
    for process in targets.processes {
      let runs = session.runs(of: process).filter(\.isEnded)
      if isJSON {
        session.record(json(process, runs, in: session))
      } else {
        show(process, runs, in: session)
      }
    }
  }

  private func show(_ process: Process, _ runs: [Process], in session: Session) {
    let codes = exitCodes(runs).map { "\($0.code) × \($0.count)" }.joined(separator: ", ")
    let noun = runs.count == 1 ? "run" : "runs"
    session.record(
      "\(process.label): \(runs.count) \(noun), exit codes \(codes.isEmpty ? "-" : codes)")
    guard !runs.isEmpty else { return }
    var table = Table(header: ["", "MIN", "MEDIAN", "P95", "MAX"])
    for attribute in Stats.measured {
      guard let values = Distribution(attribute, of: runs, in: session) else { continue }
      table.add([Table.Cell(attribute.rawValue)] + values.all.map { Table.Cell($0) })
    }
    for line in table.lines { session.record(line) }
  }

  /// The exit codes that came, the most frequent first.
  private func exitCodes(_ runs: [Process]) -> [(code: String, count: Int)] {
    let counts = Dictionary(grouping: runs) { $0.exitCode.map { "\($0)" } ?? "unknown" }
    return counts.map { (code: $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  private func json(_ process: Process, _ runs: [Process], in session: Session) -> JSON {
    let codes = exitCodes(runs).map { ($0.code, JSON("\($0.count)")) }
    var members = [
      ("process", JSON(string: process.label)), ("runs", JSON("\(runs.count)")),
      ("exitcodes", JSON(object: codes)),
    ]
    for attribute in Stats.measured {
      let values = Distribution(attribute, of: runs, in: session)
      let parts = values.map { zip(["min", "median", "p95", "max"], $0.all.map(\.json)) }
      members.append((attribute.rawValue, parts.map { JSON(object: Array($0)) } ?? JSON("null")))
    }
    return JSON(object: members)
  }
}

/// The least, the median, the 95th percentile and the greatest of an attribute.
private struct Distribution {
  let all: [Value]

  /// Nil where no run has a value.
  init?(_ attribute: Attribute, of runs: [Process], in session: Session) {
    let values = runs.map { attribute.value(of: $0, in: session) }
      .filter { $0 != .none }.sorted { $0.magnitude < $1.magnitude }
    guard !values.isEmpty else { return nil }
    let (low, high) = (values[(values.count - 1) / 2], values[values.count / 2])
    // The nearest rank: a value that really came.
    let rank = Int((0.95 * Double(values.count)).rounded(.up))
    all = [values[0], low.mean(with: high), values[rank - 1], values[values.count - 1]]
  }
}

extension Value {
  /// What it is sorted by among its kind.
  fileprivate var magnitude: Int64 {
    switch self {
    case .duration(let duration): duration.wholeNanoseconds
    case .size(let bytes): Int64(clamping: bytes)
    case .integer(let number): number
    default: 0
    }
  }

  /// What lies in the middle between it and another of its kind.
  fileprivate func mean(with other: Value) -> Value {
    switch (self, other) {
    case (.duration(let one), .duration(let two)): .duration((one + two) / 2)
    case (.size(let one), .size(let two)): .size(one / 2 + two / 2 + (one & two & 1))
    default: self
    }
  }
}
