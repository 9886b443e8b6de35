internal import CProcess
public import SystemPackage

extension LinuxCalls {
  /// See `SystemCalls`.
  public func openTerminal() throws(Errno) -> (ours: Int32, childs: Int32) {
    var ends: (Int32, Int32) = (-1, -1)
    let answer = withUnsafeMutableBytes(of: &ends) { memory in
      proclab_open_terminal(memory.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
    _ = try check(answer)
    return (ends.0, ends.1)
  }

  /// See `SystemCalls`.
  public func setSize(of terminal: Int32, _ size: TerminalSize) throws(Errno) {
    _ = try check(proclab_set_window(terminal, size.rows, size.columns))
  }

  /// See `SystemCalls`.
  public func setEcho(of terminal: Int32, _ on: Bool) throws(Errno) {
    _ = try check(proclab_set_echo(terminal, on ? 1 : 0))
  }
}
