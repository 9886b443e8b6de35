import Foundation
import Testing

/// `proclab FILE [ARG…]`: a file as if it were typed.
struct ReplayModeTests {
  @Test func `each line as if typed, what it prints, and that all was as expected`() throws {
    let run = try ToolRun.replay(
      """
      #!/usr/bin/env proclab
      # The life of a process
      spawn sleep 60 as t
      t
      | <Process(Process-1, started)>

      # Its end
      terminate t; join t
      for n in 1 2 {
        print {n}
      }
      | 1
      | 2
      """)
    #expect(
      run.output == """
        # The life of a process
        proclab 0▸ spawn sleep 60 as t
        proclab 1▸ t
        <Process(Process-1, started)>

        # Its end
        proclab 1▸ terminate t; join t
        proclab 0▸ for n in 1 2 {
                 …   print {n}
                 … }
        1
        2
        ✓ all 4 lines as expected

        """)
    #expect(run.error == "")
    #expect(run.status == 0)
  }

  @Test func `it marks where something else came`() throws {
    let run = try ToolRun.replay("print a\n| a\nprint b\n| c\nprint d\n| d\n")
    #expect(
      run.output == """
        proclab 0▸ print a
        a
        proclab 0▸ print b
        b
        ✗ a.lab:3: not as expected
          - | c   ← missing
          + | b   ← not expected
        proclab 0▸ print d
        d
        ✗ 1 of 3 lines not as expected

        """)
    #expect(run.status == 1)
  }

  @Test func `an error shows its place, and is status 1 where nothing expects it`() throws {
    let run = try ToolRun.replay("spawn sleep 60 as cat with daemon\nkill cta\n")
    #expect(
      run.output == """
        proclab 0▸ spawn sleep 60 as cat with daemon
        proclab 1▸ kill cta
        error: no process is called 'cta'
           --> a.lab:2:6
          2 | kill cta
            |      ^^^
        hint: did you mean 'cat'?

        """)
    #expect(run.status == 1)
  }

  @Test func `a file that judges nothing is a program: at its end the others are joined`() throws {
    let run = try ToolRun.replay("spawn sh 'sleep 0.1; echo done' as t\n")
    #expect(
      run.output == """
        proclab 0▸ spawn sh 'sleep 0.1; echo done' as t
        t: done

        """)
    #expect(run.status == 0)
  }

  @Test func `in a file that judges, what no line saw end is named`() throws {
    let run = try ToolRun.replay("spawn sleep 60 as t\nprint a\n| a\n")
    #expect(run.output.hasSuffix("a\n✗ not joined: t: sleep 60\n"), "\(run.output)")
    #expect(run.status == 3)
  }

  @Test func `arguments are filled in`() throws {
    let run = try ToolRun.replay("print {1} and {2}\n", "one", "--two")
    #expect(run.output == "proclab 0▸ print {1} and {2}\none and --two\n")
    #expect(run.status == 0)
  }

  @Test func `a missing argument is an error before the start`() throws {
    let run = try ToolRun.replay("spawn sleep 60 as t\nprint {1} {3}\n", "one")
    #expect(run.output == "")
    #expect(run.error == "error: argument {3} was not given\nhint: proclab a.lab ARG…\n")
    #expect(run.status == 2)
  }

  @Test func `an argument that only an expectation names is missed before the start`() throws {
    let run = try ToolRun.replay("print one\n| {1}\n|{\n|? a: {2}\n|}\n", "one")
    #expect(run.output == "")
    #expect(run.error == "error: argument {2} was not given\nhint: proclab a.lab ARG…\n")
    #expect(run.status == 2)
    #expect(try ToolRun.replay("print one\n| {1}\n", "one").status == 0)
  }

  @Test func `arguments are counted from one`() throws {
    let run = try ToolRun.replay("spawn sleep 60 as t\nprint {0} {1}\n", "one")
    #expect(run.output == "")
    #expect(run.error == "error: argument {0} was not given\nhint: the first one is {1}\n")
    #expect(run.status == 2)
  }

  @Test func `an argument that is no text is what was given`() throws {
    try Folder.with { folder in
      let path = try folder.write("print {1} {2}\n", to: "a.lab")
      let script = "\(BuiltTool.path) \(path) \"$(printf 'a\\377')\" --x"
      #expect(
        try Spawned.output(of: ["sh", "-c", script])
          == "proclab 0▸ print {1} {2}\na\\xff --x\n")
      for way in ["-c", "run -c"] {
        let script = "\(BuiltTool.path) \(way) 'print {1} {2}' \"$(printf 'a\\377')\" b"
        #expect(try Spawned.output(of: ["sh", "-c", script]) == "a\\xff b\n")
      }
    }
  }

  @Test func `a command that was misspelt is guessed`() throws {
    let run = try ToolRun.run("chekc", "s.lab")
    #expect(
      run.error
        == "error: cannot read 'chekc': No such file or directory\nhint: did you mean 'check'?\n")
    #expect(run.status == 2)
    #expect(try ToolRun.run("check", "--bogus", "x").error.hasPrefix("error: Unknown option"))
  }

  @Test func `a malformed file is status 2, and nothing ran`() throws {
    try Folder.with { folder in
      let path = try folder.write(
        "run touch \(folder.path)/ran\nprint a\n|x\n", to: "bad.lab")
      let tool = try ToolProcess([path])
      let run = try tool.finish().without(folder)
      #expect(run.output == "")
      #expect(
        run.error == """
          error: '|x' is not a mark
           --> bad.lab:3:1
          3 | |x
            | ^^
          hint: write '| text', or one of |~ |? |... |! |{ |}

          """)
      #expect(run.status == 2)
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/ran"))
    }
  }

  @Test func `a file that is not there is status 2`() throws {
    let run = try ToolRun.run("/nonexistent/file.lab")
    #expect(run.error == "error: cannot read '/nonexistent/file.lab': No such file or directory\n")
    #expect(run.status == 2)
  }

  @Test func `a file makes itself a program by its first line`() throws {
    try Folder.with { folder in
      let path = try folder.write("#!\(BuiltTool.path)\nprint hello {1}\n", to: "hello")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      let run = try ToolRun.run("-c", "run \(path) world as t; t.exitcode")
      #expect(
        run.output
          == "t: proclab 0▸ print hello \\{1}\nt: hello world\n0\n"
          .replacing("\\{", with: "{"))
    }
  }

  @Test func `here is the folder of the file, dir a folder of the session's own`() throws {
    try Folder.with { folder in
      _ = try folder.write("#!/bin/sh\necho helper: $1\n", to: "helper")
      let path = try folder.write(
        "run sh {here}/helper x as t\n| t: helper: x\nrun touch {dir}/file\n", to: "a.lab")
      let run = try ToolProcess([path]).finish()
      #expect(run.status == 0, "\(run.output)")
    }
  }

  @Test func `quit ends it there`() throws {
    let run = try ToolRun.replay("spawn sleep 60 as t\nprint a\n| a\nquit\nprint never\n")
    #expect(run.output.hasSuffix("a\nproclab 1▸ quit\n✓ all 4 lines as expected\n"))
    #expect(run.status == 0)
  }

  @Test func `what a quit leaves out is marked`() throws {
    let run = try ToolRun.replay("print a\n| a\nquit\nprint b\n| b\ncheck x.pid == 1\n")
    #expect(
      run.output == """
        proclab 0▸ print a
        a
        proclab 0▸ quit
        ✗ a.lab:4: not reached: line 3 ended the session
        ✗ a.lab:6: not reached: line 3 ended the session
        ✗ 2 of 4 lines not as expected

        """)
    #expect(run.status == 1)
  }

  @Test func `of one line it speaks as of one`() throws {
    #expect(try ToolRun.replay("print a\n| a\n").output.hasSuffix("✓ the line is as expected\n"))
    #expect(
      try ToolRun.replay("print a\n| b\n").output.hasSuffix("✗ the line is not as expected\n"))
  }

  @Test func `a require that does not hold skips it`() throws {
    let run = try ToolRun.replay("require command nosuchcommand-anywhere\nprint never\n| never\n")
    #expect(
      run.output == """
        proclab 0▸ require command nosuchcommand-anywhere
        – skipped: needs the command 'nosuchcommand-anywhere'

        """)
    #expect(run.status == 77)
  }
}
