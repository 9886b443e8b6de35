import Language

/// `set NAME VALUE`
struct SetVerb: Verb {
  static let manual = Manual(
    "set", .session,
    ["set style classic|modern", "set tags on|off", "set timeout D", "set colour auto|on|off"],
    "change how the session works",
    detail: """
      style: how a bare process prints, as Python 3.6 or as 3.8 and later. tags: whether a child's \
      lines carry its handle. timeout: how long expect waits, and in a checked file every wait. \
      colour: at the prompt.
      """,
    example: "set style modern\nrun true as t\nt")

  private enum Switch: String, CaseIterable {
    case on, off
  }

  private enum Setting {
    case style(Argument<Settings.Style>)
    case tags(Argument<Switch>)
    case timeout(Argument<Duration>)
    case colour(Argument<Settings.Colour>)
  }

  private let setting: Setting

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    let name = try arguments.take("a setting")
    switch name.bareText {
    case "style":
      setting = .style(try arguments.takeChoice("a style", Settings.Style.self))
    case "tags": setting = .tags(try arguments.takeChoice("on or off", Switch.self))
    case "timeout": setting = .timeout(try arguments.takeDuration())
    case "colour", "color":
      setting = .colour(try arguments.takeChoice("a choice of colour", Settings.Colour.self))
    default:
      let text = name.literal ?? "{…}"
      let names = ["style", "tags", "timeout", "colour"]
      throw Diagnostic(
        "'\(escapedForDisplay(text))' is not a setting", at: name.span,
        hint: didYouMean(text, among: names) ?? names.joined(separator: ", "))
    }
  }

  func run(in session: Session) throws(Failure) {
    switch setting {
    case .style(let style): session.settings.style = try style.value(in: session)
    case .tags(let tags): session.settings.tags = try tags.value(in: session) == .on
    case .timeout(let timeout): session.settings.timeout = try timeout.value(in: session)
    case .colour(let colour): session.settings.colour = try colour.value(in: session)
    }
  }
}
