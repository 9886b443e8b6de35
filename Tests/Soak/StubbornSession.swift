import Trials

/// The text of a session that is hard to get rid of.
struct StubbornSession {
  /// Its statements, a line each.
  let text: String
  /// Whether its input ends behind them, so that it may end by itself before it is killed.
  let ends: Bool

  /// Statements that start something, each in its own way not willing to go.
  private static func starters(_ probe: String) -> [String] {
    [
      "spawn sleep 3600",
      "spawn \(probe) ignore=0 pause",
      "spawn \(probe) block=0 setpgid pause",
      "spawn \(probe) stop pause",
      "spawn \(probe) fork { setsid ignore=0 pause } ignore=0 pause",
      "spawn \(probe) fork { fork { setsid ignore=0 pause } } exit=3",
      "spawn \(probe) fork { fork { setsid ignore=0 stop pause } } pause",
      "spawn \(probe) fork { setsid fork { setsid ignore=0 stop pause } stop } stop",
      "spawn \(probe) chain=8 ignore=0 pause",
      "spawn \(probe) runaway=400 ignore=0 pause",
      "spawn sh 'trap \"\" TERM HUP INT QUIT; while :; do sleep 3600; done'",
      "spawn sh 'setsid sleep 3600 & (sleep 3600 &); wait; sleep 3600'",
      "spawn sh 'while :; do (:); done'",
      "spawn yes",
      "spawn cat as fed with stdin pipe; send fed hello",
      "spawn \(probe) ignore=0 pause as t with pty",
      "spawn sleep 3600 as d with daemon",
      "spawn sleep 3600 as w x12",
      "spawn \(probe) ignore=0 out=deaf pause as e; expect e deaf; terminate e",
      "run \(probe) fork { setsid ignore=0 pause } exit=4",
      "repeat 5 { spawn \(probe) fork { setsid ignore=0 pause } exit=0 as r; join r }",
    ]
  }

  /// Statements that look, wait or signal meanwhile.
  private static let others = [
    "pause all", "resume alive", "terminate all", "stop all within 10ms", "kill all", "ps", "tree",
    "sleep 5ms", "join last for 5ms", "print {dir}", "stats all",
  ]

  /// The last word of a session whose input doesn't end: what it does while it is killed.
  private static let endings = ["sleep 3600", "join all for 1h", "print done"]

  /// The next of a row; `probe` is the program that does as it is told.
  init(_ random: inout SeededRandom, probe: String) {
    var lines: [String] = []
    let starters = StubbornSession.starters(probe)
    for _ in 0..<(1 + random.number(below: 8)) {
      lines.append(random.pick(starters))
      if random.oneIn(4) { lines.append(random.pick(StubbornSession.others)) }
    }
    ends = random.oneIn(4)
    lines.append(ends ? "quit" : random.pick(StubbornSession.endings))
    text = lines.map { "\($0)\n" }.joined()
  }
}
