import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine

/// What Tab may put at a cursor: verbs first, then what the verb's form has at that place.
struct Completer {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// Candidates for the word at a cursor, with the verb's form as a hint.
  func completion(in text: String, at cursor: Int) -> Completion {
    let place = CursorPlace(text, cursor)
    var completion = Completion(range: place.wordStart..<cursor)
    guard let first = place.words.first else {
      let names = verbs.map { $0.name } + valueNames(place.typed)
      completion.candidates = candidates(names, place.typed)
      return completion
    }
    guard let verb = verb(named: first) else { return completion }
    completion.hint = verb.manual.forms.joined(separator: " · ")
    completion.candidates = candidates(names(verb, place), place.typed)
    return completion
  }

  /// The form of the verb that is being typed, once its name stands.
  func hint(in text: String, at cursor: Int) -> String? {
    let place = CursorPlace(text, cursor)
    guard let first = place.words.first, place.words.count == 1, place.typed.isEmpty else {
      return nil
    }
    return verb(named: first)?.manual.forms.first
  }

  private func names(_ verb: any Verb.Type, _ place: CursorPlace) -> [String] {
    let words = Array(place.words.dropFirst())
    if let values = optionNames(words, place.typed) { return values }
    return Form.slots(of: verb.manual, behind: words).flatMap { slot -> [String] in
      switch slot {
      case .keywords(let keywords): keywords.filter { $0 != "{" && $0 != "}" }
      case .target: session.targetNames(for: verb)
      case .signal: Signal.allNames
      case .command: place.typed.isEmpty ? session.workerNames : programs(place.typed)
      case .commandWord: place.typed.isEmpty ? [] : Paths.matching(place.typed, foldersOnly: false)
      case .file: Paths.matching(place.typed, foldersOnly: false)
      case .folder: Paths.matching(place.typed, foldersOnly: true)
      case .option: LaunchOption.kinds.map(\.name)
      case .verb: verbs.map { $0.name }
      case .value: valueNames(place.typed)
      case .free: []
      }
    }
  }

  /// Behind `with NAME`, the values of that option; nil elsewhere.
  private func optionNames(_ words: [String], _ typed: String) -> [String]? {
    guard let with = words.lastIndex(of: "with"), words[..<with].contains("as"),
      let last = words.last, last != "with", !last.hasSuffix(","),
      let option = LaunchOption.kinds.first(where: { $0.name == last })
    else { return nil }
    let keywords = option.form.split(separator: "|").map(String.init).filter {
      $0.allSatisfy(\.isLowercase)
    }
    let wantsPath = option.form.contains("FILE") || option.form.contains("DIR")
    let paths =
      wantsPath ? Paths.matching(typed, foldersOnly: option.form.contains("DIR")) : []
    let signals = option.form.contains("SIG") ? Signal.allNames : []
    return keywords + paths + signals
  }

  /// Processes, and behind a dot their attributes.
  private func valueNames(_ typed: String) -> [String] {
    guard let dot = typed.lastIndex(of: "."), session.knows(String(typed[..<dot])) else {
      return session.targetNames(for: nil)
    }
    return Attribute.allCases.map { "\(typed[...dot])\($0.rawValue)" }
      + session.targetNames(for: nil)
  }

  private func programs(_ typed: String) -> [String] {
    let workers = session.workerNames
    if typed.contains("/") { return workers + Paths.matching(typed, foldersOnly: false) }
    return workers + Paths.programs(typed)
  }

  private func candidates(_ names: [String], _ typed: String) -> [Candidate] {
    Set(names.filter { $0.hasPrefix(typed) }).sorted().map { name in
      Candidate(name, isFinal: !name.hasSuffix("/"))
    }
  }
}

/// Where a cursor stands: the words of its statement before it, and the word it is in.
struct CursorPlace {
  /// The whole words before.
  let words: [String]
  /// What of the word at the cursor stands before it.
  let typed: String
  /// The offset at which that word begins.
  let wordStart: Int

  init(_ text: String, _ cursor: Int) {
    var words: [String] = []
    var start = cursor
    var typed = ""
    var quote: UInt8?
    var word: [UInt8] = []
    var wordStart: Int?
    for (offset, byte) in text.utf8.prefix(cursor).enumerated() {
      if let open = quote {
        if byte == open { quote = nil } else { word.append(byte) }
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        quote = byte
        wordStart = wordStart ?? offset
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        if wordStart != nil { words.append(String(decoding: word, as: UTF8.self)) }
        (word, wordStart) = ([], nil)
        if words.last == "{" || words.last == "}" { words = [] }
      case UInt8(ascii: ";"), UInt8(ascii: "\n"): (word, wordStart, words) = ([], nil, [])
      default:
        word.append(byte)
        wordStart = wordStart ?? offset
      }
    }
    if let wordStart {
      start = wordStart
      typed = String(decoding: word, as: UTF8.self)
    }
    self.words = words
    self.typed = typed
    self.wordStart = start
  }
}
