import Testing

@testable import Replay

@Suite struct PlaceholderTests {
  @Test(arguments: [
    ("| {*}", ""), ("| {*}", "anything at all"), ("| a{*}c", "abc"), ("| a{*}c", "ac"),
    ("| {*}b{*}", "abc"), ("| {pid}", "4711"), ("| pid {pid}, ended", "pid 1, ended"),
    ("| {dur}", "1.02s"), ("| {dur}", "830us"), ("| {dur}", "2m05s"), ("| {dur}", "1h02m"),
    ("| {dur 2s..}", "2s"), ("| {dur 2s..}", "2m05s"), ("| {dur ..5s}", "12.3ms"),
    ("| {dur 1s..2s}", "1.5s"), ("| {num}", "-15"), ("| {num}", "3.25"), ("| {num}", "+0.5"),
    ("| {size}", "512"), ("| {size}", "1.5M"), ("| {time}s t started", "+0.012s t started"),
    ("| {time} t started, pid {pid}", "+0.000s t started, pid 12"), ("| {time}", "+12.345s"),
    ("| {time}", "12:30:10"), ("| {time}", "12:30:10.123"), ("| {time}", "12:30:10,123"),
    ("| {time}", "2026-01-02T10:00:00Z"), ("| {time}", "2026-01-02 10:00:00.5+01:00"),
    ("| {time}", "2026-01-02"), ("| at {time}, go", "at 12:30:10, go"),
    ("| {time}:x", "12:30:10:x"),
    ("| {time}", "17.5"), ("| {num}.", "5."), ("| {dur}, {dur}", "1ms, 2ms"), ("| {t.pid}", "77"),
    ("| {1}{2}", "onetwo"),
    ("| x \\{t.pid}", "x {t.pid}"), ("| {\"a\": 1}", "{\"a\": 1}"),
    ("| awk {print $1}", "awk {print $1}"),
    ("| {a,b}", "{a,b}"), ("| {}", "{}"), ("| {", "{"), ("| a{", "a{"),
  ])
  func `what fits`(_ expected: String, _ line: String) throws {
    let values = ["t.pid": "77", "1": "one", "2": "two"]
    #expect(
      try matcher(expected, line.isEmpty ? "\n" : line, values: values).fitsWhole() != line.isEmpty)
  }

  @Test(arguments: [
    ("| a{*}c", "abd"), ("| {pid}", "x"), ("| {pid}", "-1"), ("| {pid}", "4711x"), ("| {pid}", "٣"),
    ("| {dur}", "1.02"), ("| {dur}", "s"), ("| {dur 2s..}", "1.99s"), ("| {dur ..5s}", "1m00s"),
    ("| {*}{dur ..5s}", "12s"), ("| {dur ..1m}{*}", "1m30s"), ("| {num}", "1e5"), ("| {num}", "."),
    ("| {time}", "12s"), ("| {time}", "12:30"), ("| {time}", "12:30:101"), ("| {time}", "26-01-02"),
    ("| 1{time}", "12:30:10"), ("| {time}", "+s"), ("| {size}", "1.5X"), ("| 1{num}", "12"),
    ("| {t.pid}", "78"), ("| {u.pid}", "77"),
  ])
  func `what does not fit`(_ expected: String, _ line: String) throws {
    #expect(try !matcher(expected, line, values: ["t.pid": "77"]).fitsWhole())
  }

  @Test(arguments: [
    "| {foo}", "| {t}", "| {t.foo}", "| {dur 2s}", "| {dur ..}", "| {dur 5s..2s}", "| {pid 3}",
    "| {t.pid:>6}", "|? {foo}", "|! {foo}",
  ])
  func `an unknown name in braces is malformed`(_ expected: String) {
    #expect(throws: (any Error).self) { try expectations(expected) }
  }

  @Test func `the complaint shows the place and the way out`() {
    #expect(
      complaint("print a\n| {foo} bar\n")
        == """
        error: '{foo}' is not a placeholder
         --> a.lab:2:3
        2 | | {foo} bar
          |   ^^^^^
        hint: write \\{ for a plain brace; there are {*} {pid} {dur} {num} {size} {time}, {dir} \
        {here} {1} and values such as {t.pid}
        """)
  }

  @Test func `blanks beside a placeholder are a run of any length`() throws {
    let expected = "| t       Process-1  {pid}  started  {dur}"
    for line in [
      "t       Process-1  1  started  1s", "t       Process-1     4711  started     830us",
    ] {
      #expect(try difference(expected, line) == "fits")
    }
    // Elsewhere they count.
    #expect(try difference(expected, "t  Process-1  1  started  1s") != "fits")
    #expect(try difference(expected, "t       Process-1 started  1s") != "fits")
    // A number may fill its column to the edge of the line.
    #expect(try difference("|     {pid} x", "1234567 x") == "fits")
    #expect(try difference("| a {pid}", "a1") != "fits")
    #expect(try difference("| {pid}\\x20\\x20\\x20", "1234567") == "fits")
  }

  @Test func `many placeholders cost no more than the line is long`() throws {
    let expected = "| " + String(repeating: "{*}a", count: 40) + "b"
    let line = String(repeating: "a", count: 4_000)
    let start = ContinuousClock.now
    #expect(try difference(expected, line) != "fits")
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `a column may be empty between blanks`() throws {
    for line in ["a x b", "a  b", "a       b", "a  x y  b"] {
      #expect(try difference("| a {*} b", line) == "fits")
    }
    #expect(try difference("| {num}   {*}  {dur}", "1     2s") == "fits")
    #expect(try difference("| a {*} {*} b", "a   b") == "fits")
    // Two runs of blanks are never one.
    #expect(try difference("| a {*} b", "a b") != "fits")
    #expect(try difference("| a {*} b", "ax  b") != "fits")
  }
}
