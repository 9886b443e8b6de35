import Language

/// The form of a verb, as its manual writes it, read as a grammar: what may stand next is known
/// from the same text that help shows.
package struct Form {
  /// What may stand at a place.
  package enum Slot: Hashable, Sendable {
    /// One of these words.
    case keywords([String])
    /// A process, by any of the ways to name it.
    case target
    /// A signal.
    case signal
    /// A command: its first word is a program or a worker.
    case command
    /// A further word of a command.
    case commandWord
    /// An option behind `with`.
    case option
    /// A file.
    case file
    /// A folder.
    case folder
    /// A verb.
    case verb
    /// What help knows of: a verb or a topic.
    case subject
    /// A process or one of its attributes.
    case value
    /// Something that nobody can complete: a text, a number, a new name.
    case free
  }

  private indirect enum Node {
    case atom(Slot, isRepeated: Bool)
    case optional([Node])
  }

  private let nodes: [Node]

  init(_ text: String) {
    var tokens = Form.tokens(of: text)[...]
    // The verb itself comes first.
    tokens = tokens.dropFirst()
    nodes = Form.parse(&tokens)
  }

  /// What may stand behind these words of a statement, its verb left out.
  package static func slots(of manual: Manual, behind words: [String]) -> Set<Slot> {
    var slots: Set<Slot> = []
    for text in manual.forms {
      let form = Form(text)
      form.follow(form.nodes[...], words[...], &slots)
    }
    return slots
  }

  /// Those of a verb's forms that these words may begin; all of them where none fits.
  package static func forms(of manual: Manual, startingWith words: [String]) -> [String] {
    let fitting = manual.forms.filter { text in
      var slots: Set<Slot> = []
      let form = Form(text)
      return form.follow(form.nodes[...], words[...], &slots)
    }
    return fitting.isEmpty ? manual.forms : fitting
  }

  /// Brackets stand for themselves; everything else is what blanks separate.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    for word in text.split(separator: " ") {
      var rest = word
      while rest.first == "[" {
        tokens.append("[")
        rest = rest.dropFirst()
      }
      let closing = rest.reversed().prefix { $0 == "]" }.count
      rest = rest.dropLast(closing)
      if !rest.isEmpty { tokens.append(String(rest)) }
      tokens += Array(repeating: "]", count: closing)
    }
    return tokens
  }

  private static func parse(_ tokens: inout ArraySlice<String>) -> [Node] {
    var nodes: [Node] = []
    while let token = tokens.popFirst() {
      switch token {
      case "[": nodes.append(.optional(parse(&tokens)))
      case "]": return nodes
      case "…":
        if case .atom(let slot, _)? = nodes.popLast() {
          nodes.append(.atom(slot, isRepeated: true))
        }
      default:
        let isRepeated = token.hasSuffix("…")
        nodes += atoms(isRepeated ? String(token.dropLast()) : token, isRepeated)
      }
    }
    return nodes
  }

  private static func atoms(_ token: String, _ isRepeated: Bool) -> [Node] {
    let bare = token.hasSuffix(",") ? String(token.dropLast()) : token
    switch bare {
    case "T", "T.attribute": return [.atom(.target, isRepeated: true)]
    case "SIG": return [.atom(.signal, isRepeated: false)]
    case "CMD":
      return [
        .atom(.command, isRepeated: false), .optional([.atom(.commandWord, isRepeated: true)]),
      ]
    case "OPTION": return [.atom(.option, isRepeated: true)]
    case "FILE": return [.atom(.file, isRepeated: false)]
    case "DIR": return [.atom(.folder, isRepeated: false)]
    case "VERB": return [.atom(.verb, isRepeated: false)]
    case "VERB|TOPIC": return [.atom(.subject, isRepeated: false)]
    case "VALUE": return [.atom(.value, isRepeated: false)]
    case "OP":
      return [.atom(.keywords(Comparison.Operation.allCases.map(\.rawValue)), isRepeated: false)]
    default:
      let isKeyword = bare.allSatisfy { $0.isLowercase || $0 == "|" || $0 == "{" || $0 == "}" }
      guard isKeyword else { return [.atom(.free, isRepeated: isRepeated)] }
      return [.atom(.keywords(bare.split(separator: "|").map(String.init)), isRepeated: false)]
    }
  }

  /// Collects what may stand behind the words; tells whether they fit at all.
  @discardableResult
  private func follow(
    _ nodes: ArraySlice<Node>, _ words: ArraySlice<String>, _ slots: inout Set<Slot>
  ) -> Bool {
    guard let node = nodes.first else { return words.isEmpty }
    let rest = nodes.dropFirst()
    switch node {
    case .optional(let inner):
      let fits = follow(inner + rest, words, &slots)
      return follow(rest, words, &slots) || fits
    case .atom(let slot, let isRepeated):
      guard let word = words.first else {
        slots.insert(slot)
        return true
      }
      if case .keywords(let keywords) = slot, !keywords.contains(word) { return false }
      let further = words.dropFirst()
      let fits = follow(rest, further, &slots)
      // A keyword that may come next is no more of what may be repeated.
      guard isRepeated, !Form.begins(rest, with: further.first) else { return fits }
      return follow(nodes, further, &slots) || fits
    }
  }

  /// Whether a word is a keyword that these may begin with.
  private static func begins(_ nodes: ArraySlice<Node>, with word: String?) -> Bool {
    guard let word, let node = nodes.first else { return false }
    switch node {
    case .optional(let inner):
      return begins(inner[...], with: word) || begins(nodes.dropFirst(), with: word)
    case .atom(.keywords(let keywords), _): return keywords.contains(word)
    case .atom: return false
    }
  }
}
