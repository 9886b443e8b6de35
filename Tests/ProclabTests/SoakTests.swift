import Foundation
import Testing

/// A little of what `make soak` does for long.
struct SoakTests {
  /// Runs it; what it prints comes without the times, which no test can know.
  private func soak(_ settings: String...) throws -> String {
    let program = URL(filePath: BuiltTool.path).deletingLastPathComponent()
      .appending(path: "soak").path
    let text = try Spawned.output(
      of: ["env", "SOAK_SEED=1"] + settings + ["sh", "-c", "\"$0\"; echo status $?", program])
    return text.replacing(#/\d+(\.\d+)?m?s\b/#, with: "…")
      .replacing(#/\d+ a second/#, with: "… a second")
      .replacing(#/\d+ had ended/#, with: "… had ended")
      .replacing(#/median \d+, most \d+/#, with: "median …, most …")
  }

  @Test func `spawns end as planned, and nothing is left of killed sessions`() throws {
    let text = try soak("SOAK_SPAWNS=300", "SOAK_KILLS=10", "SOAK_DEADLINE=20000")
    #expect(
      text == """
        seed 1
        300 spawns, up to 95 at once, …, … a second
          20 deaf
          46 died by a signal
          82 exited
          14 fed
          16 forked
          9 left a daemon
          11 left an orphan
          10 stopped and killed
          10 stopped and resumed
          35 terminated
          47 wrote
        10 kills, …
          4 of the session, 6 of its keeper
          … had ended by themselves before
          processes at the kill: median …, most …
          time to empty: median …, 95 % …, longest …
        0 survivors, 0 zombies, 0 descriptors lost, 0 ends not as planned
        status 0

        """)
  }

  @Test func `what is not gone in time is told`() throws {
    let text = try soak("SOAK_SPAWNS=0", "SOAK_KILLS=1", "SOAK_DEADLINE=0")
    #expect(
      text.hasPrefix(
        """
        seed 1
        ✗ kill 0 of the keeper after …:
          not all is gone after …:
        """))
    #expect(text.hasSuffix(" 0 zombies, 0 descriptors lost, 0 ends not as planned\nstatus 1\n"))
  }

  @Test func `a setting that is no number is refused`() throws {
    #expect(
      try soak("SOAK_KILLS=many")
        == "soak: SOAK_KILLS is 'many', and must be a whole number\nstatus 2\n")
  }
}
