import Language
import Testing

struct SpanTests {
  @Test func joiningReachesFromTheFirstToTheLast() {
    #expect(Span(2, 4).joined(to: Span(7, 9)) == Span(2, 9))
    #expect(Span(7, 9).joined(to: Span(2, 4)) == Span(2, 9))
    #expect(Span(2, 9).joined(to: Span(3, 3)) == Span(2, 9))
  }
}
