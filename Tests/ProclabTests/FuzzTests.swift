import Foundation
import Testing

/// A little of what `make fuzz` does for long: whatever is thrown at the language and at the parser
/// of session files, they read on, and lose nothing.
struct FuzzTests {
  /// Runs it by a script, as `"$0"`; what it prints comes without what no test can know.
  private func fuzz(
    _ settings: String..., by script: String = "\"$0\"; echo status $?"
  ) throws -> String {
    let program = URL(filePath: BuiltTool.path).deletingLastPathComponent()
      .appending(path: "fuzz").path
    let text = try Spawned.output(of: ["env"] + settings + ["sh", "-c", script, program])
    return text.replacing(#/in \d+ s, \d+ a second/#, with: "in …")
      .replacing(#/  \d+ inputs\n/#, with: "")
      .replacing(#/\d+ (?=bytes|statements|files|refused)/#, with: "… ")
      .replacing(#/(?<before>✗ input )\d+(?<after>.*)\n.*\n/#) {
        "\($0.before)…\($0.after)\n  …\n"
      }
  }

  @Test(.timeLimit(.minutes(2)), arguments: 1...3)
  func `whatever is read, it is read for what it is`(seed: Int) throws {
    let text = try fuzz("FUZZ_SEED=\(seed)", "FUZZ_INPUTS=3000")
    #expect(
      text == """
        seed \(seed)
        3000 inputs in …
          … bytes, … statements
          … files taken, … refused
        0 crashes, 0 hangs, 0 read wrong
        status 0

        """)
  }

  @Test func `an input can be had again by its number`() throws {
    let three = try fuzz("FUZZ_SEED=5", "FUZZ_INPUTS=3", "FUZZ_SHOW=1").split(separator: "\n")
    let one = try fuzz("FUZZ_SEED=5", "FUZZ_FIRST=1", "FUZZ_INPUTS=1", "FUZZ_SHOW=1")
      .split(separator: "\n")
    #expect(three[2].hasPrefix("1: "))
    #expect(three[2] == one[1])
  }

  /// What a signal does to the reader while it reads is what an input would do.
  @Test(arguments: [
    ("SEGV", "ended the reader with -11", "1 crashes, 0 hangs"),
    ("STOP", "took too long", "0 crashes, 1 hangs"),
  ])
  func `an input that ends the reader, or keeps it, is told`(
    signal: String, problem: String, count: String
  ) throws {
    let text = try fuzz(
      "FUZZ_SEED=1", "FUZZ_INPUTS=2000", "FUZZ_DEADLINE=100",
      by: """
        "$0" &
        until
          read -r reader rest < /proc/$!/task/$!/children
          [ "$reader" ] && grep -qs read "/proc/$reader/cmdline"
        do :; done
        kill -\(signal) "$reader"
        wait $!
        echo status $?
        """)
    #expect(
      text == """
        seed 1
        ✗ input … \(problem)
          …
        2000 inputs in …
          … bytes, … statements
          … files taken, … refused
        \(count), 0 read wrong
        status 1

        """)
  }
}
