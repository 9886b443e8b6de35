/// A line of an incomplete entry that was ended by Enter, or by the newline in a paste.
struct AcceptedLine {
  var prompt: Prompt
  let text: String

  /// The rows it fills on a screen.
  func rows(width: Int) -> Int {
    var layout = ScreenLayout(width: width)
    layout.addPrompt(prompt.visible)
    for scalar in text.unicodeScalars { layout.add(scalar) }
    return layout.end.row + 1
  }
}
