import Language
import ProcessEngine

/// Lifetimes laid side by side on one scale of time.
struct LifeChart {
  private struct Bar {
    let label: String
    let start: Duration
    let end: Duration
    let took: Value
    let isRunning: Bool
    let wasKilled: Bool
  }

  /// How many columns the bars take.
  private static let width = 48

  private let bars: [Bar]
  private let total: Duration

  init(_ processes: [Process], in session: Session) {
    let now = session.engine.now
    let first = processes.compactMap(\.observed.startTime).min() ?? now
    bars = processes.compactMap { process in
      guard let start = process.observed.startTime else { return nil }
      let wasKilled = if case .signaled = process.observed.state.exitStatus { true } else { false }
      return Bar(
        label: process.label, start: start - first,
        end: (process.observed.exitTime ?? now) - first,
        took: Attribute.took.value(of: process, in: session), isRunning: !process.isEnded,
        wasKilled: wasKilled)
    }
    total = max(bars.map(\.end).max() ?? .zero, .nanoseconds(1))
  }

  private func column(_ time: Duration) -> Int {
    let share = Double(time.wholeNanoseconds) / Double(total.wholeNanoseconds)
    return min(LifeChart.width - 1, Int(share * Double(LifeChart.width)))
  }

  var lines: [RecordLine] {
    let labelWidth = bars.map { displayWidth($0.label) }.max() ?? 0
    return bars.map { bar in
      let (start, end) = (column(bar.start), column(bar.end))
      let head = bar.isRunning ? "▸" : bar.wasKilled ? "╳" : "╸"
      let drawn =
        String(repeating: " ", count: start) + String(repeating: "━", count: end - start) + head
      return RecordLine([
        .init(padded(bar.label, to: labelWidth) + "  "),
        .init(padded(drawn, to: LifeChart.width), .variable), .init("  "),
        .init(bar.took == .none ? "-" : bar.took.display, bar.took.kind),
      ])
    }
  }

  func json(in session: Session) -> [JSON] {
    bars.map { bar in
      JSON(object: [
        ("process", JSON(string: bar.label)), ("start", Value.duration(bar.start).json),
        ("end", bar.isRunning ? JSON("null") : Value.duration(bar.end).json),
        ("took", bar.took.json),
      ])
    }
  }

  /// The same as a drawing (SVG 1.1), each bar with its label and duration.
  var svg: String {
    let rowHeight = 24
    let height = rowHeight * bars.count + 16
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="800" height="\(height)" \
      font-family="monospace" font-size="13">\n
      """
    for (row, bar) in bars.enumerated() {
      let y = row * rowHeight + 8
      let scale = 480 / Double(total.wholeNanoseconds)
      let x = 160 + Double(bar.start.wholeNanoseconds) * scale
      let width = max(2, Double((bar.end - bar.start).wholeNanoseconds) * scale)
      let colour = bar.isRunning ? "#4a90d9" : bar.wasKilled ? "#c0392b" : "#3c9d5d"
      let took = bar.took == .none ? "running" : bar.took.display
      text += """
          <text x="8" y="\(y + 14)">\(escapedXML(bar.label))</text>
          <rect x="\(decimal(x, places: 1))" y="\(y)" width="\(decimal(width, places: 1))" \
        height="18" rx="3" fill="\(colour)"/>
          <text x="660" y="\(y + 14)">\(took)</text>\n
        """
    }
    return text + "</svg>\n"
  }
}

/// A text between the tags of XML.
private func escapedXML(_ text: String) -> String {
  escapedForDisplay(text).map { character in
    switch character {
    case "<": "&lt;"
    case ">": "&gt;"
    case "&": "&amp;"
    case "\"": "&quot;"
    default: String(character)
    }
  }.joined()
}
