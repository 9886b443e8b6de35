import Testing

/// What was seen at a real prompt is saved as the wait that it was.
@Suite(.serialized) struct PromptSaveWaitTests {
  @Test func `lines that don't tell themselves from others`() throws {
    try PromptStory.hold([
      PromptStory(
        .line("spawn sh 'echo tick; sleep 0.1; echo tick; exec sleep 60' as b"),
        .see("b: tick\nb: tick\n"), .line("stop b"),
        saved: """
          spawn sh 'echo tick; sleep 0.1; echo tick; exec sleep 60' as b
          expect b 'tick'
          | b: tick
          expect b 'tick'
          | b: tick
          stop b
          """),
      PromptStory(
        .line("spawn sh 'echo one tick; sleep 0.1; echo tick; exec sleep 60' as b"),
        .see("b: one tick\nb: tick\n"), .line("kill b; join b"),
        saved: """
          spawn sh 'echo one tick; sleep 0.1; echo tick; exec sleep 60' as b
          expect b matches '^tick$'
          | b: one tick
          | b: tick
          kill b; join b
          """),
      PromptStory(
        .line("spawn sh 'echo x; echo; touch up; exec sleep 60' as b"), .file("up"),
        .line("stop b"),
        saved: """
          spawn sh 'echo x; echo; touch up; exec sleep 60' as b
          expect b matches '^$'
          | b: x
          | b:\\x20
          stop b
          """),
    ])
  }

  @Test func `what no single quotes can hold`() throws {
    try PromptStory.hold([
      PromptStory(
        .line(#"spawn sh 'printf "\033[1mz\n"; exec sleep 60' as b"#), .see(#"b: \e[1mz"#),
        .line("stop b"),
        saved: #"""
          spawn sh 'printf "\033[1mz\n"; exec sleep 60' as b
          expect b "\e[1mz"
          | b: \e[1mz
          stop b
          """#),
      PromptStory(
        .line(#"spawn printf 'a\tb\n\377\302\205\n"' as p; join p"#),
        .line(#"spawn sh 'printf "it\047s \"{x}\"\ta\\\\b\377\302\205\n"; exec sleep 60' as b"#),
        .see(#"b: it's "{x}"\ta"#), .line("stop b"),
        saved: #"""
          spawn printf 'a\tb\n\377\302\205\n"' as p; join p
          | p: a\tb
          | p: \xff\xc2\x85
          | p: "
          spawn sh 'printf "it\047s \"{x}\"\ta\\\\b\377\302\205\n"; exec sleep 60' as b
          expect b "it's \"\{x}\"\ta\\b\xff\xc2\x85"
          | b: it's "\{x}"\ta\b\xff\xc2\x85
          stop b
          """#),
    ])
  }

  @Test func `unfinished lines, and standard error`() throws {
    try PromptStory.hold([
      PromptStory(
        .line("spawn sh 'echo x; printf pr; touch up; exec sleep 60' as u"), .file("up"),
        .line("u.out"), .line("stop u"),
        saved: """
          spawn sh 'echo x; printf pr; touch up; exec sleep 60' as u
          expect u prompt 'pr'
          | u: x
          | u: pr
          u.out
          | 4
          stop u
          """),
      PromptStory(
        .line("spawn sh 'printf one; touch a; until [ -e b ]; do sleep 0.02; done; echo two' as u"),
        .file("a"), .line("u.out"), .line("run touch b"), .see("u stopped"), .line("join u"),
        saved: """
          spawn sh 'printf one; touch a; until [ -e b ]; do sleep 0.02; done; echo two' as u
          expect u prompt 'one'
          | u: one
          u.out
          | 3
          run touch b
          expect u exits
          join u
          | u: two
          """),
      PromptStory(
        .line("spawn sh 'echo one; echo two >&2; exec sleep 60' as t"), .see("t err: two"),
        .line("t.err"), .line("t.ready"), .line("kill t; join t"),
        saved: """
          spawn sh 'echo one; echo two >&2; exec sleep 60' as t
          expect t 'one'
          | t: one
          expect t err 'two'
          | t err: two
          t.err
          | 4
          t.ready
          | {dur}
          kill t; join t
          """),
    ])
  }

  @Test func `what is only true today`() throws {
    try PromptStory.hold([
      PromptStory(
        .line("spawn sh 'echo pid $$ in $1; exec sleep 60' {dir} as b"), .see("b: pid "),
        .line("stop b"),
        saved: """
          spawn sh 'echo pid $$ in $1; exec sleep 60' {dir} as b
          expect b matches '^pid \\d+ in .*$'
          | b: pid {pid} in {dir}
          stop b
          """),
      // What no statement has shown is held to no number either.
      PromptStory(
        .line("spawn sh 'date +%S.%N; exec sleep 60' as b"), .see("\nb: "), .line("kill b"),
        saved: """
          spawn sh 'date +%S.%N; exec sleep 60' as b
          expect b matches '^[\\d.]+$'
          | b: {num}
          kill b
          expect b exits
          """),
    ])
  }

  @Test func `a pause, a resume, and the end of a tree`() throws {
    try PromptStory.hold([
      PromptStory(
        .line("spawn sleep 100 as v"), .line("pause v"), .see("v paused"), .line("v.state"),
        .line("resume v"), .see("v resumed"), .line("v.state"), .line("kill v; join v"),
        saved: """
          spawn sleep 100 as v
          pause v
          expect v pauses
          v.state
          | paused
          resume v
          expect v resumes
          v.state
          | started
          kill v; join v
          """),
      PromptStory(
        .line("spawn sh '(sleep 0.3; echo late) & echo x; exit 0' as g"), .see("orphan of g, pid"),
        .line("g.state; output g"), .line("join g"),
        saved: """
          spawn sh '(sleep 0.3; echo late) & echo x; exit 0' as g
          expect g exits tree
          g.state; output g
          | stopped
          | g: x
          | g: late
          join g
          | g: x
          """),
    ])
  }

  @Test func `an expect that was typed is its own wait, unless something needs it before`() throws {
    try PromptStory.hold([
      PromptStory(
        .line("spawn sh 'echo ready; exec sleep 60' as s"), .see("s: ready"), .line("print x"),
        .line("expect s ready"), .line("s.out"), .line("stop s"),
        saved: """
          spawn sh 'echo ready; exec sleep 60' as s
          print x
          | x
          expect s ready
          | s: ready
          s.out
          | 6
          stop s
          """),
      PromptStory(
        .line("spawn sh 'echo ready; exec sleep 60' as s"), .see("s: ready"), .line("s.out"),
        .line("expect s ready; print y"), .line("stop s"),
        saved: """
          spawn sh 'echo ready; exec sleep 60' as s
          expect s 'ready'
          | s: ready
          s.out
          | 6
          # Waited for above:
          #   expect s ready
          print y
          | y
          stop s
          """),
    ])
  }

  @Test func `what can't be waited for is told, with its line`() throws {
    let flood = PromptStory(
      .line("spawn sh 'yes | head -n 50; exec sleep 60' as y"), .see("y: "), .file("."),
      .line("y.state"), .line("kill y; join y"), saved: "")
    let (saved, screen) = try flood.perform()
    #expect(
      saved == """
        # Recorded at the prompt of proclab.
        spawn sh 'yes | head -n 50; exec sleep 60' as y
        # May not replay: what y had written can't be waited for.
        y.state
        | started
        kill y; join y
        |...

        """)
    #expect(
      screen.contains("\nline 3 may not replay: what y had written can't be waited for\n"),
      "\(screen)")
    let orphan = PromptStory(
      .line("spawn sh '(echo late; touch up; exec sleep 60) & exit 0' as g with stdin pipe"),
      .file("up"), .see("g stopped"), .line("print x"), saved: "")
    #expect(try orphan.perform().saved.contains("\nexpect g exits\n"))
  }
}
