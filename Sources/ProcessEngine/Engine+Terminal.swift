internal import SystemPackage

extension Engine {
  /// Opens a terminal: its end becomes all three streams of the child, ours is read as output and
  /// written as input.
  func openTerminal(
    _ terminal: TerminalSize, for request: inout SpawnRequest, _ ends: inout StreamEnds
  ) throws(SpawnError) {
    var open: [Int32] = []
    do throws(Errno) {
      let pair = try calls.openTerminal()
      open = [pair.ours, pair.childs]
      try calls.setSize(of: pair.ours, terminal)
      let input = try calls.duplicate(pair.ours, notBelow: 3)
      open.append(input)
      try place(pair.childs, 0, &ends)
      ends.output = pair.ours
      ends.input = input
    } catch {
      for descriptor in open { calls.close(descriptor) }
      throw refusal(error, .setup("openpt"))
    }
    request.input = slots[0]
    request.output = slots[0]
    request.error = slots[0]
    request.hasTerminal = true
  }

  /// Tells a child's terminal how large it is, in characters; the child hears of it (SIGWINCH,
  /// ioctl_tty(2)). Of one without a terminal, or whose end is closed, nothing changes.
  public func setTerminalSize(of id: ChildID, _ size: TerminalSize) {
    guard let descriptor = terminal(of: id) else { return }
    try? calls.setSize(of: descriptor, size)
  }

  /// Switches echo on, as a person at the terminal expects it, or off again (`ECHO`, termios(3)).
  ///
  /// Of one without a terminal, or whose end is closed, nothing changes. A program that has begun
  /// to edit lines itself, as shells do, has looked already, and follows with its next line.
  public func setTerminalEcho(of id: ChildID, _ on: Bool) {
    guard let descriptor = terminal(of: id) else { return }
    try? calls.setEcho(of: descriptor, on)
  }

  /// What a child's terminal does now with what passes through it (tcgetattr(3)); the child may
  /// have changed that. Nil of one without a terminal, or whose end is closed.
  public func terminalModes(of id: ChildID) -> TerminalModes? {
    terminal(of: id).flatMap { try? calls.modes(of: $0) }
  }

  private func terminal(of id: ChildID) -> Int32? {
    let record = record(id)
    return record.launch.terminal == nil ? nil : record.output.descriptor
  }
}
