import Interpreter

/// Keeps what a session says, so that a test can look at it.
final class RecordingOutput: SessionOutput {
  /// The record, in order.
  var lines: [RecordLine] = []
  /// What a person at a live prompt would have been told.
  var notices: [String] = []
  /// What a person would have been told that the session is busy with.
  var waits: [String] = []
  /// What went with errors.
  var explanations: [String] = []

  /// What a process can be handed.
  var terminal: (any PersonTerminal)?
  /// What happens while a line is being told.
  var meanwhile: () -> Void = {}

  func record(_ line: RecordLine) {
    lines.append(line)
    meanwhile()
  }
  func notice(_ text: String) { notices.append(text) }
  func explain(_ lines: [String]) { explanations += lines }
  func waiting(_ progress: WaitProgress?) { if let what = progress?.what { waits.append(what) } }
}

extension RecordLine {
  /// How it reads, with a placeholder for each part that is only true today.
  var shape: String {
    pieces.map { piece in
      switch piece.kind {
      case .text: piece.text
      case .pid: "{pid}"
      case .duration: "{dur}"
      case .size: "{size}"
      case .time: "{time}"
      case .number: "{num}"
      case .folder: "{dir}"
      case .variable: "{*}"
      }
    }.joined()
  }
}
