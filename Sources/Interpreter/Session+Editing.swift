import Language
import OrderedCollections
import ProcessEngine

/// What an editor asks, to colour and complete.
extension Session {
  /// How many processes run now, whether the session has looked or not.
  package var runningCount: Int {
    processes.values.count { engine.state(of: $0.id).isAlive }
  }

  /// The labels of the processes that are alive, as the session sees them.
  package var aliveLabels: [String] {
    processes.values.filter { $0.observed.state.isAlive }.map(\.label)
  }

  /// Everything that names a process which a verb would take, as it is now; nil asks for all.
  package func targetNames(for verb: (any Verb.Type)?) -> [String] {
    let fits = { (process: Process) in verb?.suits(self.engine.child(process.id)) ?? true }
    let fitting = everyone.filter(fits)
    let sets = handles.keys.filter { name in
      guard case .set(let count) = handles[name]?.binding else { return false }
      return members(of: name, count: count).contains(where: fits)
    }
    let words = fitting.isEmpty ? [] : ["all", "alive", "last"]
    return fitting.map(\.label) + givenNames(of: fitting) + sets + words
  }

  /// The names that processes with a handle were given besides, where these mean them.
  private func givenNames(of fitting: [Process]) -> [String] {
    let named = fitting.filter { process in
      guard process.handle != nil, let name = process.recipe.name else { return false }
      return handles[name] == nil
    }
    guard !named.isEmpty else { return [] }
    // The newest process has a name; asked for once, since there may be ten thousand.
    var newest: [String: ChildID] = [:]
    for process in processes.values { newest[process.name] = process.id }
    return named.filter { newest[$0.name] == $0.id }.map(\.name)
  }

  /// What a person would want to know of a process that is offered: its state and its command.
  package func note(on name: String) -> String {
    guard let process = processes(named: name)?.first,
      process.label == name || process.name == name
    else { return "" }
    return "\(engine.state(of: process.id).name)  \(escapedForDisplay(process.command))"
  }

  /// The commands that were named.
  package var workerNames: [String] { Array(workers.keys) }

  /// Whether a bare word means a value now, with or without an attribute.
  package func knows(_ text: String) -> Bool {
    hasValue(text) || processes(named: text) != nil
  }

  /// Whether a path between braces has a value now.
  package func hasValue(_ text: String) -> Bool {
    // The folder is made when its name is used, not when it is typed.
    if text == "dir" || text.hasPrefix("dir.") { return text == "dir" }
    guard let (referent, attribute) = lookUp(text) else { return false }
    if case .text = referent { return attribute == nil }
    return attribute.map { Attribute(rawValue: $0) != nil } ?? true
  }
}

/// A word as it must be typed to mean a text that holds what means something in a line.
package func quotedWord(_ text: String) -> String {
  String(decoding: Command.quoted(Array(text.utf8)), as: UTF8.self)
}
