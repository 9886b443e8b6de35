import ProcessEngine
import Testing

@testable import Interpreter

/// Many lines at once are shown up to a number, and counted from there on.
struct FloodTests {
  private func at(_ milliseconds: Int64) -> Instant {
    Instant(nanoseconds: milliseconds * 1_000_000)
  }

  @Test func `what an eye can follow is shown`() {
    var flood = Flood()
    for second in 0..<100 { #expect(flood.admit(20, at: at(Int64(second) * 1000)) == 20) }
    #expect(flood.due == nil)
  }

  @Test func `a burst is shown, what is more is counted and told soon`() {
    var flood = Flood()
    #expect(flood.admit(150, at: at(0)) == 150)
    #expect(flood.admit(5000, at: at(10)) == 50)
    #expect(flood.admit(300, at: at(20)) == 0)
    #expect(flood.due == at(510))
    #expect(flood.take(at: at(510)) == 5250)
  }

  @Test func `the longer it lasts, the less often it is told of`() {
    var flood = Flood()
    var times: [Int64] = []
    for time in stride(from: Int64(0), to: 40_000, by: 10) {
      _ = flood.admit(1000, at: at(time))
      if let due = flood.due, due <= at(time) {
        times.append(time)
        _ = flood.take(at: at(time))
      }
    }
    #expect(times == [500, 1500, 3500, 7500, 15_500, 23_500, 31_500, 39_500])
  }

  @Test func `once it is calm lines are shown again`() {
    var flood = Flood()
    _ = flood.admit(1000, at: at(0))
    _ = flood.take(at: at(500))
    #expect(flood.admit(1, at: at(600)) == 0)
    #expect(flood.take(at: at(1500)) == 1)
    #expect(flood.due == nil)
    #expect(flood.admit(1, at: at(1600)) == 1)
  }

  @Test func `numbers are grouped`() {
    #expect(
      [7, 999, 1000, 48_210, 1_234_567].map(grouped) == [
        "7", "999", "1,000", "48,210", "1,234,567",
      ])
  }
}
