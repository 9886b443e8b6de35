import Foundation
import Testing

/// What the tool and its children do to a terminal that others use too, and it to them.
@Suite(.serialized) struct ControllingTerminalTests {
  private func shell() throws -> PromptTerminal {
    let terminal = try PromptTerminal(running: "bash --norc --noprofile -i")
    try terminal.see("$")
    return terminal
  }

  /// Row 27 of FailureCatalogue.md: a child reads from a terminal in whose background the tool is, and writes to it where
  /// that stops others.
  @Test func `a child is not stopped by the terminal that the tool is in the background of`() throws
  {
    let terminal = try shell()
    let child = "echo rea\"\"dy; read x; echo \"got-$x\""
    let statements = "run sh '\(child)' as t with stdin {1}, stdout {1}; print {t.exitcode}"
    try terminal.enter("tool=\(BuiltTool.path); t=$(tty); stty tostop")
    try terminal.enter("statements='\(statements.replacing("'", with: "'\\''"))'")
    try terminal.enter("$tool -c \"$statements\" $t >out & wait $!; echo status-$?, $(cat out)")
    try terminal.see("\nready")
    try terminal.enter("word")
    try terminal.see("\ngot-word")
    try terminal.see("\nstatus-0, 0")
  }

  /// Row 28 of FailureCatalogue.md: nobody is told that a terminal was given up, however many sessions begin and end.
  @Test func `the sessions of children hang up nobody`() throws {
    let statements = "repeat 20 { run true; run true as t with pty }; print over"
    let words = "note=1 note=18 fork { exec \(BuiltTool.path) -c '\(statements)' } reap out=end"
    let terminal = try PromptTerminal(
      running: "\(BuiltTool.probe) \(words) pause")
    let shown = try terminal.see("\nend")
    #expect(shown == "over\nend")
  }

  /// Row 23 of FailureCatalogue.md: the shell has the same terminal open, and its reads must wait.
  @Test func `the terminal is never set not to wait`() throws {
    let terminal = try PromptTerminal.shell()
    let keeper = try #require(try terminal.pidOfProgram)
    let children = try String(
      contentsOfFile: "/proc/\(keeper)/task/\(keeper)/children", encoding: .utf8)
    let session = try #require(children.split(separator: " ").first)
    func expectWaiting(_ place: SourceLocation = #_sourceLocation) throws {
      for number in 0...2 {
        let text = try String(contentsOfFile: "/proc/\(session)/fdinfo/\(number)", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("flags:") })
        let flags = try #require(line.split(separator: "\t").last.flatMap { Int32($0, radix: 8) })
        #expect(flags & O_NONBLOCK == 0, "\(line) of \(number)", sourceLocation: place)
      }
    }
    try expectWaiting()
    try terminal.enter("spawn sh 'echo up; read x' as t with pty; expect t up; join t")
    try terminal.see("waiting for t to end")
    try expectWaiting()
    try terminal.press("C-c")
    try terminal.see("error: interrupted\nproclab 1▸")
    try expectWaiting()
  }
}
