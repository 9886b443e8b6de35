import Language
package import ProcessEngine

/// A process of a session: what was asked for, and how the session last saw it.
///
/// It is the counterpart of Python's `Process` object: it exists before anything runs and stays
/// after the end. Only `Session.observe` changes what is seen of it.
package final class Process {
  /// Its place in the order of creation, counted from 1, as in `Process-1`.
  package let number: Int
  /// Its own name, which need not be unique.
  package let name: String
  /// The handle that is bound to it now, or nil when it has none or that was bound again.
  package internal(set) var handle: String?
  /// The engine's name for it.
  package let id: ChildID
  /// The command as it would be typed, not escaped yet.
  package let command: [UInt8]
  /// Whether it is ended with the session instead of being waited for.
  package let isDaemon: Bool
  /// What `restart` does again.
  let recipe: Recipe

  /// How the session last saw it.
  package internal(set) var observed: Child
  /// Whether a statement has seen it end, so that nothing is left unsaid about it.
  package internal(set) var isEndSeen = false
  /// How far its streams have been revealed in the record.
  var revealed: [Stream: UInt64] = [:]
  /// How far its streams have been shown as notices.
  var shown: [Stream: UInt64] = [:]
  /// How far its streams had come before the line that a person typed last.
  var sighted: [Stream: UInt64] = [:]
  /// When it wrote last, as a live session heard.
  var lastWrite: Instant?
  /// Whether a descendant of it has outlived its own parent, as a live session heard.
  var hadOrphans = false
  /// Whether a join has shown its end.
  var isEndRevealed = false
  /// Whether its handle was bound to another process since.
  var isRebound = false
  /// Whether it ever had a person's terminal.
  var hadTerminal = false
  /// Keeps its output from drowning the prompt.
  var flood = Flood()

  init(
    number: Int, name: String, handle: String?, isDaemon: Bool, command: [UInt8], recipe: Recipe,
    child: Child
  ) {
    self.number = number
    self.name = name
    self.handle = handle
    self.isDaemon = isDaemon
    self.command = command
    self.recipe = recipe
    id = child.id
    observed = child
  }

  /// What tags its output and names it in errors: the handle, else the name.
  package var label: String { handle ?? name }

  /// Whether it has been started, as the session sees it.
  package var isStarted: Bool { observed.state != .initial }

  /// Whether it has ended, as the session sees it.
  package var isEnded: Bool { observed.state.exitStatus != nil }

  /// Its exit code as Python counts it, or nil while it has none.
  package var exitCode: Int32? { observed.state.exitStatus?.code }
}

/// What it takes to make a process again.
struct Recipe {
  let launch: Launch
  let command: [UInt8]
  let name: String?
  let isDaemon: Bool
}
