extension Engine {
  /// Where a child stands in its life, as ``child(_:)`` has it; cheaper than the whole.
  public func state(of id: ChildID) -> LifeState { record(id).state }

  /// Stops this process, as Ctrl-Z would (`SIGTSTP`, signal(7)), and returns when somebody has
  /// continued it.
  ///
  /// The children are not stopped: each has a session of its own. Deadlines go on meanwhile. Where
  /// nobody could continue it (an orphaned process group, setpgid(2)) it isn't stopped, and this
  /// returns at once.
  public func suspendSelf() {
    calls.stopSelf()
  }
}
