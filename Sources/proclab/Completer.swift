import Interpreter
import Language
import LineEditor
import ProcessEngine

/// What Tab may put at a cursor: verbs first, then what the verb's form has at that place.
struct Completer {
  private let session: Session
  private let text: String
  private let cursor: Int
  private let place: CursorPlace

  /// Asks for a text and its cursor.
  init(_ session: Session, _ text: String, _ cursor: Int) {
    self.session = session
    self.text = text
    self.cursor = cursor
    place = CursorPlace(text, cursor)
  }

  /// Candidates for the word at the cursor, with the verb's form as a hint.
  var completion: Completion {
    if let start = place.braceEnd, start < cursor || !opensBlock {
      let typed = String(decoding: text.utf8.prefix(cursor).dropFirst(start), as: UTF8.self)
      return Completion(range: start..<cursor, candidates: interpolations(typed))
    }
    var completion = Completion(range: place.wordStart..<cursor)
    guard let first = place.words.first else {
      let names = verbNames + values(place.typed)
      completion.candidates = fitting(names + [Candidate(EditCommand.name)], place.typed)
      return completion
    }
    guard let verb = verb(named: first) else {
      completion.hint = first == EditCommand.name ? EditCommand.usage : nil
      return completion
    }
    let words = Array(place.words.dropFirst())
    completion.hint =
      option(verb, words).map(usage)
      ?? Form.forms(of: verb.manual, startingWith: words).joined(separator: " · ")
    completion.candidates = fitting(candidates(verb, words, place.typed), place.typed)
    return completion
  }

  /// The form of the verb that is being typed, once its name stands; that of an option as well.
  var hint: String? {
    guard let first = place.words.first, place.typed.isEmpty else { return nil }
    let verb = verb(named: first)
    if place.words.count > 1 {
      return verb.flatMap { option($0, Array(place.words.dropFirst())) }.map(usage)
    }
    return first == EditCommand.name
      ? EditCommand.usage : verb?.manual.forms.joined(separator: " · ")
  }

  /// The option whose value stands next.
  private func option(_ verb: any Verb.Type, _ words: [String]) -> LaunchOption.Kind? {
    guard verb.manual.takesOptions, case .value(let name) = LaunchClause(words) else { return nil }
    return LaunchOption.kinds.first {
      $0.name == name && (words.last == name || $0.form.hasSuffix("…"))
    }
  }

  private func usage(_ option: LaunchOption.Kind) -> String {
    "\(option.heading): \(option.summary)"
  }

  /// Whether the brace at the cursor is that of a block: one by itself, where the verb has one.
  private var opensBlock: Bool {
    guard place.typed == "{" else { return false }
    guard let first = place.words.first, let verb = verb(named: first) else { return true }
    return Form.slots(of: verb.manual, behind: Array(place.words.dropFirst())).contains {
      if case .keywords(let keywords) = $0 { keywords.contains("{") } else { false }
    }
  }

  // MARK: What fits a place

  private func candidates(
    _ verb: any Verb.Type, _ words: [String], _ typed: String
  ) -> [Candidate] {
    let takesOptions = verb.manual.takesOptions
    if takesOptions, let clause = LaunchClause(words) { return candidates(clause, typed) }
    return Form.slots(of: verb.manual, behind: words).flatMap { slot -> [Candidate] in
      switch slot {
      case .keywords(let keywords):
        keywords.filter { $0 != "{" && $0 != "}" }.map { Candidate($0) }
      case .target: targets(for: verb)
      case .signal: signals(typed)
      case .command: programs(typed)
      case .commandWord: typed.isEmpty ? [] : paths(typed)
      case .file: paths(typed)
      case .folder: paths(typed, foldersOnly: true)
      case .option: []
      case .verb: verbNames
      case .subject: verbNames + HelpTopic.names.map { Candidate($0) }
      case .value: values(typed)
      case .free: []
      }
    }
  }

  /// Behind `as H`: the count, `with`, its options, and the values of one.
  private func candidates(_ clause: LaunchClause, _ typed: String) -> [Candidate] {
    switch clause {
    case .handle: return []
    case .clauses: return [Candidate("with")]
    case .option:
      return LaunchOption.kinds.map { kind in
        let form = kind.form.isEmpty ? "" : "\(kind.form): "
        return Candidate(kind.name, note: form + kind.summary)
      }
    case .value(let option):
      guard let kind = LaunchOption.kinds.first(where: { $0.name == option }) else { return [] }
      let words = kind.form.split(separator: "|").map(String.init)
      let keywords = words.filter { $0.allSatisfy(\.isLowercase) }.map { Candidate($0) }
      let files = words.contains("FILE") ? paths(typed) : []
      let folders = words.contains("DIR") ? paths(typed, foldersOnly: true) : []
      return keywords + files + folders + (words.contains("SIG") ? signals(typed) : [])
    }
  }

  private var verbNames: [Candidate] {
    verbs.map { Candidate($0.name, note: $0.manual.summary) }
  }

  /// Processes that the verb fits, and what will mean one by the time the line has come there.
  private func targets(for verb: (any Verb.Type)?) -> [Candidate] {
    session.targetNames(for: verb).map { Candidate($0, note: session.note(on: $0)) }
      + place.processes.union(place.texts).map { Candidate($0) }
  }

  /// Processes, and behind a dot their attributes.
  private func values(_ typed: String) -> [Candidate] {
    guard let dot = typed.lastIndex(of: "."), isProcess(String(typed[..<dot])) else {
      return targets(for: nil)
    }
    return Attribute.allCases.map { Candidate("\(typed[...dot])\($0.rawValue)") }
      + targets(for: nil)
  }

  private func isProcess(_ path: String) -> Bool {
    session.knows(path) || place.processes.contains(String(path.prefix { $0 != "." }))
  }

  /// What may stand between braces; the brace is closed behind it.
  private func interpolations(_ typed: String) -> [Candidate] {
    let hasDot = typed.contains(".")
    let names = values(typed).map(\.text) + (hasDot ? [] : ["dir", "here"])
    // These two mean processes, but have no value.
    return Set(names).subtracting(["all", "alive"]).filter { $0.hasPrefix(typed) }.sorted().map {
      // Behind the name of a process a dot may follow as well as the end.
      Candidate(hasDot ? "\($0)}" : $0, isFinal: false)
    }
  }

  /// Signals in the spelling that was begun: `INT`, `int`, `SIGINT`.
  private func signals(_ typed: String) -> [Candidate] {
    let isLong = typed.uppercased().hasPrefix("SIG")
    let isLower = typed.first?.isLowercase == true
    return Signal.allNames.map { name in
      let spelt = isLong ? "SIG\(name)" : name
      return Candidate(isLower ? spelt.lowercased() : spelt)
    }
  }

  private func programs(_ typed: String) -> [Candidate] {
    let workers = session.workerNames.map { Candidate($0, note: "worker") }
    if typed.isEmpty { return workers }
    if typed.contains("/") { return workers + paths(typed) }
    return workers + Paths.programs(typed).map { Candidate($0) }
  }

  private func paths(_ typed: String, foldersOnly: Bool = false) -> [Candidate] {
    Paths.matching(typed, foldersOnly: foldersOnly).map {
      Candidate($0, isFinal: !$0.hasSuffix("/"))
    }
  }

  /// More candidates than this are shown in columns, without what there is to say of each.
  private static let noteLimit = 12

  /// Those that begin with what was typed, each once, in order, quoted where they must be.
  private func fitting(_ candidates: [Candidate], _ typed: String) -> [Candidate] {
    var seen: Set<String> = []
    let fitting = candidates.filter { $0.text.hasPrefix(typed) && seen.insert($0.text).inserted }
      .sorted { $0.text < $1.text }
    let hasNotes = fitting.count <= Completer.noteLimit
    return fitting.map { candidate in
      Candidate(
        Completer.quoted(candidate.text), note: hasNotes ? candidate.note : "",
        isFinal: candidate.isFinal)
    }
  }

  private static func quoted(_ text: String) -> String {
    // An operator is bare.
    if text.allSatisfy({ "=!<>".contains($0) }) { return text }
    return text.contains { " '\"\\;{}#|&<>$".contains($0) } ? quotedWord(text) : text
  }
}
