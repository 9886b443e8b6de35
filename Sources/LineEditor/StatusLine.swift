/// A dim row at the bottom that says what is being waited for, and vanishes without a trace.
///
/// For a host that waits while no line is read. Lines are printed above it with `print`. It must be
/// erased before the next read, and before the program stops or ends.
public struct StatusLine {
  private let output: Int32
  /// Whether the row is dim.
  public var usesColour: Bool
  private var text = ""
  private var shownWidth = 0

  /// A row of a terminal; where the descriptor is none, only `print` does anything.
  public init(output: Int32, usesColour: Bool) {
    self.output = output
    self.usesColour = usesColour
  }

  /// Shows a text, one row of it, in place of the one before.
  public mutating func show(_ text: String) { update(printing: [], text) }

  /// Prints complete lines above the row.
  public mutating func print(_ lines: [String]) { update(printing: lines, text) }

  /// The text as it fits a row of the window, with an ellipsis where something is missing; whole where
  /// the descriptor is no terminal.
  public func cut(_ text: String) -> String {
    Terminal.size(of: output).map { text.shortened(toWidth: $0.columns) } ?? text
  }

  /// Takes the row away.
  public mutating func erase() { update(printing: [], "") }

  /// Paints the row anew for another width of the window.
  public mutating func resize() { update(printing: [], text) }

  private mutating func update(printing lines: [String], _ text: String) {
    let isNeeded = shownWidth > 0 || !text.isEmpty
    let width = isNeeded ? Terminal.size(of: output)?.columns : nil
    var frame = ""
    if let width, shownWidth > 0 {
      // A narrower window may have wrapped what was shown.
      frame += Painter.up((shownWidth - 1) / width) + Painter.clearDown
    }
    for line in lines { frame += line + "\n" }
    self.text = text
    shownWidth = 0
    if let width, !text.isEmpty {
      let shown = text.clipped(toWidth: width - 1)
      shownWidth = shown.screenWidth
      frame += usesColour ? Style.dim.paint(shown) : shown
    }
    if !frame.isEmpty { Terminal.write(Array(frame.utf8), to: output) }
  }
}
