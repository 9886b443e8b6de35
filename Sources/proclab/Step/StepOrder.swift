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

  /// The key that says the same, together with Alt.
  var key: Character {
    switch self {
    case .skip: "s"
    case .continue: "c"
    case .restart: "r"
    case .prompt: "p"
    }
  }
}
