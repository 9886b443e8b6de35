internal import CProcess
public import SystemPackage

extension LinuxCalls {
  /// See ``SystemCalls``.
  public func openTerminal() throws(Errno) -> (ours: Int32, childs: Int32) {
    var ends: (Int32, Int32) = (-1, -1)
    let answer = withUnsafeMutableBytes(of: &ends) { memory in
      proclab_open_terminal(memory.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
    _ = try check(answer)
    return (ends.0, ends.1)
  }

  /// See ``SystemCalls``.
  public func setSize(of terminal: Int32, _ size: TerminalSize) throws(Errno) {
    _ = try check(proclab_set_window(terminal, size.rows, size.columns))
  }

  /// See ``SystemCalls``.
  public func setEcho(of terminal: Int32, _ on: Bool) throws(Errno) {
    _ = try check(proclab_set_echo(terminal, on ? 1 : 0))
  }

  /// See ``SystemCalls``.
  public func modes(of terminal: Int32) throws(Errno) -> TerminalModes {
    let bits = try check(proclab_terminal_modes(terminal))
    var modes = TerminalModes()
    modes.isCanonical = bits & Int32(PROCLAB_CANONICAL) != 0
    modes.echoes = bits & Int32(PROCLAB_ECHO) != 0
    modes.isSilenced = !modes.echoes && bits & Int32(PROCLAB_SILENCED) != 0
    modes.addsCarriageReturns = bits & Int32(PROCLAB_CARRIAGE_RETURNS) != 0
    return modes
  }
}
