import Testing

@testable import Interpreter

/// `attach`: a process has the person's terminal, until it ends or Ctrl-].
struct AttachTests {
  /// A live session with a terminal to hand over.
  private func withTerminal(_ body: (Bench, ScriptedTerminal) throws -> Void) throws {
    try Bench.open(.live) { bench in
      let terminal = ScriptedTerminal()
      bench.output.terminal = terminal
      try body(bench, terminal)
    }
  }

  @Test func `keys go to it, and all it writes comes as it is, until it ends`() throws {
    try withTerminal { bench, terminal in
      terminal.script = [("name?", "Ann\r")]
      bench.run(
        #"spawn sh 'stty size; printf "name? \033[1m"; read n; printf "hello $n\n"; exit 3' as t with pty"#
      )
      #expect(bench.run("expect t prompt 'name? '") == "t: 24 80\nt: name? ")
      #expect(bench.run("attach t\nt.exitcode") == "3")
      // Echo is on while it has the terminal; its newlines stay what they are.
      #expect(terminal.shown.hasSuffix("\u{1b}[1mAnn⏎\nhello Ann⏎\n"))
      #expect(terminal.events.count == 2 && terminal.events[1] == "given back")
      // It was shown already, but is part of the record like anything else.
      #expect(bench.run("join t") == "t: \\e[1mAnn\nt: hello Ann")
    }
  }

  @Test func `its terminal becomes as large as the person's`() throws {
    try withTerminal { bench, terminal in
      bench.run("spawn sh 'echo up; read x; stty size' as t with pty\nexpect t up")
      terminal.press("\r")
      #expect(bench.run("attach t; join t").hasSuffix("t: 30 100"))
    }
  }

  @Test func `Ctrl-] takes the terminal back, and the process goes on`() throws {
    try withTerminal { bench, terminal in
      terminal.script = [("up", "\u{1d}")]
      bench.run("spawn sh 'echo up; read x; echo \"got $x\"' as t with pty")
      #expect(bench.run("attach t; t.alive") == "True")
      // Without echo again: what is sent is not read back.
      #expect(bench.run("send t on; join t") == "t: up\nt: got on")
    }
  }

  @Test func `the end of the terminal takes it back too`() throws {
    try withTerminal { bench, terminal in
      terminal.hangUp()
      bench.run("spawn cat as t with pty")
      #expect(bench.run("attach t; t.alive") == "True")
    }
  }

  @Test func `what is due meanwhile is done`() throws {
    try withTerminal { bench, _ in
      bench.run("spawn cat as t with pty\nafter 20ms terminate t\nattach t")
      #expect(bench.run("t.exitcode") == "-15")
    }
  }

  @Test func `what it wrote unseen is told to the terminal first`() throws {
    try withTerminal { bench, terminal in
      bench.run(#"spawn sh 'printf "\033[?1049h\n"; read x' as t with pty"#)
      bench.run("expect t matches '.*1049h'")
      terminal.press("\r")
      bench.run("attach t")
      #expect(terminal.events.first == "taken after '\u{1b}[?1049h\n'")
    }
  }

  @Test func `what was typed is saved as what does the same`() throws {
    try withTerminal { bench, terminal in
      let text = #"""
        spawn sh 'echo up; read a; stty -echo; echo pass; read b; stty echo; echo "$a $b"; exit 4' as t with pty
        expect t up
        attach t
        join t
        t.exitcode
        """#
      terminal.script = [("pass", "hush\r")]
      terminal.press("a \"{x}\\\t\r")
      bench.run(text)
      #expect(
        bench.session.savedSession().text.contains(
          #"""
          # The keys that t got from a terminal:
          send t "a \"\{x}\\\t\r" raw
          # (something that was not shown, and is not kept)
          expect t exits
          join t
          |...
          t.exitcode
          | 4
          """#), "\(bench.session.savedSession().text)")
    }
  }

  @Test func `what can't be attached says why`() throws {
    try expectSession(
      """
      spawn cat as t with stdin pipe
      attach t
      | error: t has no terminal
      | hint: spawn … as t with pty
      new cat as u with pty
      attach u
      | error: can only attach a started process
      start u
      attach u
      | error: there is no terminal to hand over here
      | hint: attach is for the prompt
      attach t u
      | error: 'u' is not expected here
      | hint: attach T
      """)
  }

  @Test func `what has ended can't be attached`() throws {
    try withTerminal { bench, _ in
      #expect(
        bench.run("spawn true as t with pty\njoin t\nattach t") == "error: t has ended")
    }
  }
}
