import Language
import OrderedCollections
import ProcessEngine

/// Processes that a statement named, and how.
struct Targets {
  /// The processes, each once, as they were named.
  var processes: [Process]
  /// Those that came by `all` or `alive`, from which a verb leaves out what does not fit it.
  var sweeping: Set<ChildID> = []
  /// Where each was named.
  var spans: [ChildID: Span] = [:]

  /// A complaint of one process; where one word named several, it says which of them.
  func naming(_ process: Process, in complaint: String) -> String {
    let label = escapedForDisplay(process.label)
    guard let span = spans[process.id], spans.values.count(where: { $0 == span }) > 1,
      !complaint.contains(label)
    else { return complaint }
    return "\(complaint) (\(label))"
  }
}

extension Session {
  /// The processes that words name, each once; in the order of the words.
  func targets(_ words: [Word]) throws(Failure) -> Targets {
    var found: OrderedDictionary<ChildID, Process> = [:]
    var targets = Targets(processes: [])
    var diagnostics: [Diagnostic] = []
    for word in words {
      let text = try targetText(of: word)
      let isSweeping = text == "all" || text == "alive"
      if word.isBare, ["|", ">", "&", "<", "&&", "||"].contains(text) {
        throw Failure(
          "'\(text)' means nothing here", at: word.span,
          hint: "there are no pipes; 'run sh …' has them")
      }
      guard let processes = processes(named: text) else {
        diagnostics.append(unknownTarget(text, at: word.span, among: words))
        continue
      }
      for process in processes where found[process.id] == nil {
        found[process.id] = process
        targets.spans[process.id] = word.span
        if isSweeping { targets.sweeping.insert(process.id) }
      }
    }
    if !diagnostics.isEmpty { throw Failure(.error, diagnostics) }
    targets.processes = Array(found.values)
    return targets
  }

  /// The one process that a word names.
  func target(_ word: Word) throws(Failure) -> Process {
    let targets = try targets([word])
    guard targets.processes.count == 1 else {
      throw Failure(
        targets.processes.isEmpty
          ? "no process is meant by '\(try targetText(of: word))' now"
          : "'\(try targetText(of: word))' is more than one process", at: word.span)
    }
    return targets.processes[0]
  }

  /// What a name means, or nil where it means nothing; `all` and `alive` may be empty.
  func processes(named text: String) -> [Process]? {
    meaning(of: text).map { concerned(with: $0) }
  }

  private func meaning(of text: String) -> [Process]? {
    if case .process(let process)? = variable(named: text) { return [process] }
    return lastingMeaning(of: variableText(text) ?? text)
  }

  /// What a text means outside of all loops: so the text of a variable means no other variable, or two
  /// could go round in circles.
  private func lastingMeaning(of text: String) -> [Process]? {
    switch text {
    case "all": return everyone
    case "alive": return everyone.filter(\.observed.state.isAlive)
    case "last": return last.map { [$0] }
    default: break
    }
    switch lastingReferent(named: text) {
    case .process(let process): return [process]
    case .set(let members): return members
    case .text, .number: return nil
    case nil: return globbed(text)
    }
  }

  private func globbed(_ text: String) -> [Process]? {
    guard text.contains("*") || text.contains("?") else { return nil }
    let matching = everyone.filter { process in
      matches(glob: text, process.handle ?? process.name) || matches(glob: text, process.name)
    }
    return matching.isEmpty ? nil : matching
  }

  /// The current run of each handle and the processes without one, in order of creation.
  var everyone: [Process] {
    processes.values.filter { process in
      guard let handle = process.handle else {
        return !process.isRebound || process.observed.state.isAlive || hasLeftSomebody(process)
      }
      return handles[handle]?.current === process
    }
  }

  /// Whether somebody of an ended run's tree lives on.
  private func hasLeftSomebody(_ process: Process) -> Bool {
    guard process.isStarted, !engine.treeIsEmpty(process.id) else { return false }
    // It may only be that nobody has looked.
    engine.poll()
    return !engine.treeIsEmpty(process.id)
  }

  private func unknownTarget(_ text: String, at span: Span, among words: [Word]) -> Diagnostic {
    let shown = escapedForDisplay(text)
    if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return Diagnostic(
        "no process is called '\(shown)'", at: span, hint: "pids are not targets; use the handle")
    }
    if text.hasPrefix("%") {
      return Diagnostic(
        "no process is called '\(shown)'", at: span,
        hint: "there are no job numbers; use the handle")
    }
    if text.hasPrefix("-"), Signal(String(text.dropFirst())) != nil {
      return Diagnostic(
        "no process is called '\(shown)'", at: span,
        hint: "signal \(text.dropFirst()) \(words.last?.bareText ?? "t")")
    }
    if let inner = variableText(text) {
      return Diagnostic(
        "no process is called '\(escapedForDisplay(inner))', which '\(shown)' stands for", at: span)
    }
    let names = Array(handles.keys) + processes.values.map(\.name) + ["all", "alive", "last"]
    return Diagnostic(
      "no process is called '\(shown)'", at: span, hint: didYouMean(text, among: names))
  }
}

/// Whether a name fits a pattern of `*` (anything) and `?` (one character).
func matches(glob pattern: String, _ name: String) -> Bool {
  let pattern = Array(pattern)
  let name = Array(name)
  var (index, place) = (0, 0)
  var retry: (index: Int, place: Int)?
  while place < name.count {
    if index < pattern.count, pattern[index] == "*" {
      retry = (index, place)
      index += 1
    } else if index < pattern.count, pattern[index] == "?" || pattern[index] == name[place] {
      index += 1
      place += 1
    } else if let last = retry {
      retry = (last.index, last.place + 1)
      index = last.index + 1
      place = last.place + 1
    } else {
      return false
    }
  }
  return pattern[index...].allSatisfy { $0 == "*" }
}
