/// What is on the screen beyond what libedit drew there.
struct Painting {
  /// Whether anything stands behind or below the line.
  var hasExtras = false
  /// Whether the line has colours libedit knows nothing of.
  var isStyled = false
  /// Whether the line was changed since it was painted.
  var isStale = true
  /// Whether libedit has lost count of its columns, as it does after a combining mark.
  var mustRedraw = false
}
