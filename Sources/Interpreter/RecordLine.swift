import ProcessEngine

/// A line of a session's record: text that knows which of its parts are only true today.
package struct RecordLine: Hashable, Sendable {
  /// What kind of thing a part is, so that a recording can write it as a placeholder.
  package enum Kind: Hashable, Sendable {
    /// The same each time.
    case text
    /// A process number.
    case pid
    /// A measured duration.
    case duration
    /// A measured size.
    case size
    /// A moment.
    case time
    /// A measured number.
    case number
    /// The session's own folder.
    case folder
    /// Anything else that differs from run to run: a drawn bar.
    case variable
  }

  /// A part of a line.
  package struct Piece: Hashable, Sendable {
    /// What it is.
    package var kind: Kind
    /// How it reads; escaped already.
    package var text: String
    /// Whether the text was filled up with blanks to a width that is the same each time.
    package var isPadded: Bool

    /// A part of a line.
    package init(_ text: String, _ kind: Kind = .text, isPadded: Bool = false) {
      self.kind = kind
      self.text = text
      self.isPadded = isPadded
    }
  }

  /// Its parts, in order.
  package var pieces: [Piece]
  /// Whether it was a child that wrote it, so that a prompt which has shown it already need not
  /// show it again.
  package var isAlreadyShown = false
  /// Whether it says what went wrong, or hints at what would be right.
  package var isComplaint = false
  /// Whether it is a row of a table, which reads better cut by a narrow window than broken.
  package var isRow = false
  /// Whether such lines are not the same each time, nor as many, nor in one order: where one stands,
  /// a recording allows any lines.
  package var isUnrepeatable = false

  /// At a live prompt, which process wrote it and where; nil for all else.
  var origin: Origin?

  /// The place of a line in what a process wrote.
  struct Origin: Hashable, Sendable {
    let output: OutputKey
    let tag: String
    let bytes: [UInt8]
    /// Bytes from the beginning of the stream to the beginning and to the end of the line.
    let start: UInt64
    let end: UInt64
    /// Whether a statement had waited for such a line, and not for the end of the process.
    let isAwaited: Bool
  }

  /// A line of parts.
  package init(_ pieces: [Piece], isUnrepeatable: Bool = false) {
    self.pieces = pieces
    self.isUnrepeatable = isUnrepeatable
  }

  /// A row of a table.
  init(row pieces: [Piece]) {
    self.pieces = pieces
    isRow = true
  }

  /// A line of plain text.
  package init(_ text: String) {
    pieces = [Piece(text)]
  }

  /// How it reads.
  package var text: String {
    pieces.count == 1 ? pieces[0].text : pieces.map(\.text).joined()
  }
}
