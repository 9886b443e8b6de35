/// What `set` and `log` change.
package struct Settings: Hashable, Sendable {
  /// How a bare process prints.
  package enum Style: String, CaseIterable, Sendable {
    /// The notebook's: Python 3.6.
    case classic
    /// Python 3.8 and later.
    case modern
  }

  /// How much of multiprocessing's own log is printed.
  package enum LogLevel: String, CaseIterable, Sendable {
    /// Nothing.
    case off
    /// What INFO tells.
    case info
    /// What DEBUG tells.
    case debug
  }

  /// When colours are used.
  package enum Colour: String, CaseIterable, Sendable {
    /// At a terminal that can, unless `NO_COLOR` is set.
    case auto
    /// Always.
    case on
    /// Never.
    case off
  }

  /// How a bare process prints.
  package var style = Style.classic
  /// Whether a child's lines carry its handle.
  package var tags = true
  /// How long a wait may take that says nothing of its own; before `timeoutScale`.
  package var timeout = Duration.seconds(10)
  /// When colours are used.
  package var colour = Colour.auto
  /// How much of multiprocessing's own log is printed.
  package var log = LogLevel.off
}
