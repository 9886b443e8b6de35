import Glibc

/// Prints the table of `make bench`: `benchmarks TOOL QUICK [WORD…]`; with words only the rows whose name
/// has one of them. Ends with 1 when a bound is missed or a row can't be had.
@main
enum Benchmarks {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count >= 2, let settings = try? Settings(tool: words[0], quick: words[1]) else {
      exit(2)
    }
    let groups: [(name: String, measure: () throws -> [Row])] = [
      ("loop", settings.loopOverFloor), ("subprocess", settings.subprocessOverLoop),
      ("bash", settings.bashOverLoop), ("python", settings.pythonOverLoop),
      ("crowd", settings.crowdOverFew), ("exit", settings.exitLatency), ("flood", settings.flood),
      ("start", settings.start), ("check", settings.check),
    ]
    let chosen = words.dropFirst(2)
    say(Row.heading)
    var isGood = true
    for group in groups where chosen.isEmpty || chosen.contains(group.name) {
      do {
        for row in try group.measure() {
          say(row.text)
          isGood = isGood && row.isMet
        }
      } catch {
        say("\(group.name): \((error as? Complaint)?.text ?? "\(error)")")
        isGood = false
      }
    }
    exit(isGood ? 0 : 1)
  }

  /// Prints a line at once, also into a file: the next row takes a while.
  private static func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
