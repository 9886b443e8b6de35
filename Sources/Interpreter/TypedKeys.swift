import Language

/// What a person typed to a process that had the terminal, as the statements that do the same.
struct TypedKeys {
  /// How the process is called.
  let label: String
  /// What was typed, a piece for each line; nil for one that nobody was to see.
  private var pieces: [[UInt8]?] = []
  private var isSecretOpen = false
  /// Whether the process ended while it had the terminal.
  var hasEnded = false

  init(label: String) {
    self.label = label
  }

  /// Keeps keys; of what a program reads without showing it, only that it was.
  mutating func add(_ keys: some Sequence<UInt8>, isSecret: Bool) {
    for key in keys {
      let isEnter = key == UInt8(ascii: "\r")
      if isSecret {
        if !isSecretOpen { pieces.append(nil) }
        isSecretOpen = !isEnter
      } else {
        isSecretOpen = false
        if let last = pieces.last, let piece = last, piece.last != UInt8(ascii: "\r") {
          pieces[pieces.count - 1] = piece + [key]
        } else {
          pieces.append([key])
        }
      }
    }
  }

  /// The statements. A replay has no terminal, and no person: what is sent is there at once.
  var statements: [String] {
    var lines = ["# The keys that \(label) got from a terminal:"]
    lines += pieces.map { piece in
      piece.map { "send \(label) \"\(escapedForQuotes($0))\" raw" }
        ?? "# (something that was not shown, and is not kept)"
    }
    return lines + (hasEnded ? ["expect \(label) exits"] : [])
  }
}
