import Foundation
import Testing

/// `attach` at a real terminal: a process has it, and it comes back as it was.
@Suite(.serialized) struct PromptAttachTests {
  /// A program of a whole screen: it answers each line on the other screen, without a cursor.
  private static let painter =
    #"printf '\033[?1049h\033[?25l\033[H\033[Jpainted'; while read -r x; do echo "$x was read"; done"#

  @Test func `a dialogue, with echo, and Ctrl-C for the process`() throws {
    let terminal = try PromptTerminal()
    try terminal.run(#"spawn sh 'printf "who? "; read x; echo "hello $x"; exec cat' as t with pty"#)
    try terminal.enter("attach t")
    try terminal.seeAtEnd("\nt has the terminal, Ctrl-] takes it back\nwho?")
    try terminal.enter("Änne")
    try terminal.seeAtEnd("\nwho? Änne\nhello Änne")
    try terminal.enter("twice")
    try terminal.seeAtEnd("\ntwice\ntwice")
    try terminal.press("C-c")
    try terminal.see("\n^C\n")
    try terminal.see("\nt stopped[SIGINT] after ")
    try terminal.run("t.exitcode")
    try terminal.seeAtEnd("\n-2\nproclab 0▸")
    // What was seen on the way is not painted again.
    try terminal.run("join t; print joined")
    try terminal.seeAtEnd("proclab 0▸ join t; print joined\njoined\nproclab 0▸")
  }

  @Test func `Ctrl-] gives back the screen as it was, and attach paints it again`() throws {
    let terminal = try PromptTerminal()
    let painter = terminal.folder.appending(path: "painter")
    try PromptAttachTests.painter.write(to: painter, atomically: true, encoding: .utf8)
    try terminal.run("spawn sh painter as t with pty")
    try terminal.run(
      "spawn sh 'until [ -e go ]; do sleep 0.02; done; echo noisy; touch gone; sleep 60' as n")
    try terminal.enter("attach t")
    try terminal.wait("the other screen") { $0.hasPrefix("painted") && !$0.contains("proclab") }
    try terminal.enter("one")
    try terminal.wait("an answer") { $0.contains("one was read") }
    try Data().write(to: terminal.folder.appending(path: "go"))
    let gone = terminal.folder.appending(path: "gone").path
    try terminal.wait("noise") { _ in FileManager.default.fileExists(atPath: gone) }
    try terminal.press("C-]")
    // What others wrote meanwhile was not painted over the program's screen, and comes now.
    let back = try terminal.see("Ctrl-] takes it back\nn: noisy\nproclab 2▸")
    #expect(!back.contains("painted") && !back.contains("was read"))
    try terminal.run("t.alive")
    try terminal.enter("attach t")
    try terminal.wait("the other screen") { !$0.contains("proclab") }
    try terminal.enter("two")
    try terminal.wait("an answer") { $0.contains("two was read") }
    try terminal.press("C-]")
    try terminal.seeAtEnd("Ctrl-] takes it back\nproclab 2▸")
  }

  @Test func `its window follows the person's`() throws {
    let terminal = try PromptTerminal(columns: 90, rows: 30)
    try terminal.run(
      "spawn sh 'trap \"stty size\" WINCH; echo up; while :; do read x; done' as t with pty")
    try terminal.see("t: up")
    try terminal.enter("attach t")
    try terminal.seeAtEnd("\n30 90")
    try terminal.resize(columns: 70, rows: 25)
    try terminal.seeAtEnd("\n25 70")
    try terminal.press("C-]")
    try terminal.seeAtEnd("proclab 1▸")
  }

  @Test func `what is saved of it holds`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sh 'read x; echo \"got $x\"; exit 3' as t with pty")
    try terminal.enter("attach t")
    try terminal.see("t has the terminal")
    try terminal.enter("this")
    try terminal.see("t stopped[3]")
    try terminal.run("join t; t.exitcode")
    try terminal.enter("save saved.lab")
    try terminal.see("lines to saved.lab")
    let file = terminal.folder.appending(path: "saved.lab")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text.contains("\nsend t \"this\\r\" raw\nexpect t exits\njoin t; t.exitcode\n|...\n| 3\n"))
    let check = try BuiltTool.run("check", file.path)
    #expect(check.status == 0, "\(check.text)\n\(text)")
  }

  @Test func `an interrupt from elsewhere takes it back, and ends nothing`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sh 'read x; kill -INT $PPID; exec cat' as t with pty")
    try terminal.enter("attach t")
    try terminal.see("t has the terminal")
    try terminal.press("Enter")
    // The echo of Enter may have come just before.
    try terminal.wait("the prompt") {
      $0.contains("\nerror: interrupted\n") && $0.hasSuffix("\nproclab 1▸")
    }
    try terminal.run("print on")
    try terminal.see("\non\n")
  }

  @Test(arguments: [SIGTERM, SIGKILL]) func `a signal gives the terminal back`(
    _ signal: Int32
  ) throws {
    let terminal = try PromptTerminal.shell()
    try terminal.run(
      "spawn sh 'printf \"\\033[?1049h\\033[?1000h\"; read x; echo $PPID; read x' as t with pty")
    try terminal.enter("attach t")
    try terminal.wait("the other screen") { !$0.contains("proclab") }
    try terminal.press("Enter")
    let shown = try terminal.wait("a pid") { $0.contains(where: \.isNumber) }
    let session = try #require(Int32(shown.filter(\.isNumber)))
    kill(session, signal)
    try terminal.wait("the shell") { $0.hasSuffix("\n$") && $0.contains("proclab") }
    try terminal.enter("stty -a | grep -ow -e '-\\?echo' -e '-\\?icanon' | tr '\\n' ' '")
    try terminal.see("icanon echo")
  }
}
