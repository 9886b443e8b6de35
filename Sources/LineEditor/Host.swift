/// All that the editor asks of the program around it.
///
/// Every offset in these closures counts UTF-8 code units of the text given to them; the text is
/// the whole entry so far, with the lines before the one being typed. The closures run while the
/// editor waits for a key, so they must not call the editor.
public struct Host {
  /// The prompt of an entry's first line; it may hold SGR escapes, and should end in a space.
  public var prompt: () -> String
  /// The prompt of the lines that continue an incomplete entry.
  public var continuationPrompt: () -> String
  /// Whether an entry needs more lines before it can run.
  public var isIncomplete: (String) -> Bool
  /// Blocks until something is to do.
  public var wait: () -> Wake
  /// Stops the program, and returns when it was continued.
  public var suspend: () -> Void
  /// The styles of the parts of an entry; what no range covers stays plain.
  public var highlight: (String) -> [StyledRange]
  /// What Tab may put at a cursor.
  public var complete: (String, Int) -> Completion
  /// One row of usage for an entry and its cursor, shown faint below the line.
  public var hint: (String, Int) -> String?
  /// A whole entry that begins with the given text; `nil` leaves it to the history.
  public var suggest: ((String) -> String?)?
  /// A whole line that a key pressed with Alt stands for, as if it had been typed and ended; `nil`
  /// leaves the key to the editor.
  public var lineOfKey: (Character) -> String?
  /// Whether a character that is typed behind a text given to `readLine`, while nobody has touched
  /// that, takes its place.
  public var replacesGiven: (Character) -> Bool
  /// Whether escape codes for colour and faintness are wanted.
  public var usesColour: () -> Bool
  /// Where entries are kept between sessions; `nil` keeps them in memory only.
  public var historyFile: String?

  /// A host that only waits and prompts: everything else is added by assignment.
  public init(prompt: @escaping () -> String, wait: @escaping () -> Wake) {
    self.prompt = prompt
    self.wait = wait
    continuationPrompt = { "  " }
    isIncomplete = { _ in false }
    suspend = {}
    highlight = { _ in [] }
    complete = { _, cursor in Completion(range: cursor..<cursor) }
    hint = { _, _ in nil }
    lineOfKey = { _ in nil }
    replacesGiven = { _ in false }
    usesColour = { true }
  }
}
