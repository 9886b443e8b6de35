/// What a name at the prompt stands for: one process after another, or a set of handles.
struct Handle {
  /// What it stands for.
  enum Binding {
    /// All its runs, the current one last.
    case runs(History)
    /// A set: its members are `name.1` … `name.N`.
    case set(count: Int)
  }

  var binding: Binding

  /// The current run, where it is no set.
  var current: Process? {
    if case .runs(let history) = binding { history.runs.last } else { nil }
  }
}

/// All runs of a handle, shared so that one more costs the same after a hundred thousand.
final class History {
  var runs: [Process]

  init(_ first: Process) {
    runs = [first]
  }
}
