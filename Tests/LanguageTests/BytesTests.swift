import Testing

@testable import Language

struct BytesTests {
  @Test func hexadecimalDigitsHaveTheirValues() {
    let digits = (0...255).compactMap { UInt8($0).hexadecimalValue }
    #expect(digits == Array(0...9) + Array(10...15) + Array(10...15))
    for byte in Array("/:@G`g".utf8) { #expect(byte.hexadecimalValue == nil) }
  }
}
