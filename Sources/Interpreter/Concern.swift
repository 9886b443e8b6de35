import ProcessEngine

/// The processes that a line is about: those that it names, and those that it makes.
package struct Concern: Sendable {
  private var children: Set<ChildID> = []
  private var handles: Set<String> = []

  /// Of no process yet.
  package init() {}

  mutating func add(_ processes: some Sequence<Process>) {
    for process in processes {
      children.insert(process.id)
      if let handle = process.handle { handles.insert(handle) }
    }
  }

  /// About what either is about.
  package mutating func formUnion(_ other: Concern) {
    children.formUnion(other.children)
    handles.formUnion(other.handles)
  }

  /// Whether both are about a process, or about two that had one handle.
  package func touches(_ other: Concern) -> Bool {
    !children.isDisjoint(with: other.children) || !handles.isDisjoint(with: other.handles)
  }
}

extension Session {
  /// Notes that the line is about processes, which it gives back.
  @discardableResult
  func concerned(with processes: [Process]) -> [Process] {
    concern.add(processes)
    return processes
  }
}
