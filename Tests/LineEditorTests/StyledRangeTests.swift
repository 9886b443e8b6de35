import Testing

@testable import LineEditor

@Suite struct StyledRangeTests {
  @Test func rangesCountUnitsAndStylesCountScalars() {
    let ranges = [StyledRange(0..<6, .green), StyledRange(3..<6, .red), StyledRange(7..<99, .bold)]
    #expect(
      StyledRange.styles(of: "日本 x", from: 0, by: ranges) == [.green, .red, .plain, .bold])
    #expect(StyledRange.styles(of: "日本 x", from: 6, by: ranges) == [.plain, .bold])
    #expect(StyledRange.styles(of: "", from: 0, by: ranges) == [])
  }
}
