import Interpreter
import Language
import ProcessEngine

/// A recording of what a terminal showed, as asciinema plays it (asciicast, version 2): a header,
/// then a line for each event, all JSON.
final class CastRecording {
  private let title: String
  private let columns: Int
  private let rows: Int
  private var events: [(time: Duration, kind: String, text: String)] = []

  init(title: String, columns: Int, rows: Int) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// Something was shown; what comes at the same moment is one event.
  func add(_ text: String, at time: Duration) {
    if let last = events.last, last.kind == "o", time - last.time < .milliseconds(5) {
      events[events.count - 1].text += text
    } else {
      events.append((time, "o", text))
    }
  }

  /// A place that a player can stop at.
  func mark(_ label: String, at time: Duration) {
    events.append((time, "m", label))
  }

  /// The whole of it.
  var text: String {
    let header = jsonObject([
      ("version", "2"), ("width", "\(columns)"), ("height", "\(rows)"),
      ("title", jsonString(title)),
    ])
    let lines = events.map { event in
      let seconds = decimal(Double(event.time.wholeNanoseconds) / 1e9, places: 6)
      return "[\(seconds), \(jsonString(event.kind)), \(jsonString(event.text))]"
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }
}
