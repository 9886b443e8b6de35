/// What a person may say instead of running the line that stands at the prompt.
enum StepOrder: String, CaseIterable {
  /// Leave the line out.
  case skip = ":skip"
  /// Run up to the next heading.
  case `continue` = ":continue"
  /// Begin again.
  case restart = ":restart"
  /// Type freely until an empty line.
  case prompt = ":prompt"
  /// Leave.
  case quit = ":quit"

  /// The key that says the same, together with Alt.
  var key: Character {
    switch self {
    case .skip: "s"
    case .continue: "c"
    case .restart: "r"
    case .prompt: "p"
    case .quit: "q"
    }
  }

  /// What it does, for the list that Tab shows.
  var summary: String {
    switch self {
    case .skip: "leave the line out"
    case .continue: "run up to the next heading"
    case .restart: "begin again"
    case .prompt: "type freely until an empty line"
    case .quit: "leave, and end what was started"
    }
  }
}
