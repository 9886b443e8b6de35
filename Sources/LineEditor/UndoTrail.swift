/// The states that a line had before each step of its editing, for undo.
///
/// libedit's own undo is vi's, and goes back one step. A step is told by what it left: characters
/// typed one behind the other are one step together.
struct UndoTrail {
  /// A line and its cursor, in scalars.
  struct State: Equatable {
    var text: [Unicode.Scalar] = []
    var cursor = 0
  }

  /// The line as it was noted last.
  private(set) var latest: State
  private var earlier: [State] = []
  private var isTyping = false

  /// Begins with a line that nothing leads back from.
  init(_ state: State = State()) { latest = state }

  /// Takes the line as a step has left it.
  mutating func note(_ state: State) {
    defer { latest = state }
    guard state.text != latest.text else {
      // What is typed at another place is another step.
      if state.cursor != latest.cursor { isTyping = false }
      return
    }
    let isTyped = UndoTrail.isTyped(state, after: latest)
    if !isTyped || !isTyping { earlier.append(latest) }
    isTyping = isTyped
  }

  /// Goes back a step; `nil` where there is none.
  mutating func back() -> State? {
    guard let state = earlier.popLast() else { return nil }
    latest = state
    isTyping = false
    return state
  }

  /// Whether one character more at the cursor is all that was done.
  private static func isTyped(_ state: State, after before: State) -> Bool {
    state.text.count == before.text.count + 1 && state.cursor == before.cursor + 1
      && state.text[..<before.cursor] == before.text[..<before.cursor]
      && state.text[state.cursor...] == before.text[before.cursor...]
  }
}
