import Language
import Testing
import Trials

/// Durations and sizes, as they are typed and as they are shown.
struct QuantitiesTests {
  @Test(
    arguments: [
      ("2s", .seconds(2)), ("300ms", .milliseconds(300)), ("500us", .microseconds(500)),
      ("500µs", .microseconds(500)), ("7ns", .nanoseconds(7)), ("1m", .seconds(60)),
      ("1h", .seconds(3600)), ("5", .seconds(5)), ("0", .zero), ("0s", .zero),
      ("0.1", .milliseconds(100)), ("1.5s", .milliseconds(1500)), (".5s", .milliseconds(500)),
      ("0.5ms", .microseconds(500)), ("1m30s", .seconds(90)), ("2m05s", .seconds(125)),
      ("1h02m", .seconds(3720)), ("0.0000001s", .nanoseconds(100)),
      ("876000h", .seconds(3_153_600_000)),
    ] as [(String, Duration)])
  func durationsAreRead(text: String, duration: Duration) {
    #expect(parseDuration(text) == duration)
    #expect(parseDuration(text[...]) == duration)
  }

  @Test(arguments: [
    "", "s", "ms", "-1", "-1s", "+1", "1 s", " 1s", "1s ", "1S", "1x", "1d", "s1", "1m30", "1.2.3s",
    ".", ".s", "1e3", "1e3s", "0x10", "nan", "inf", "infinity", "٣s", "½s", "1s-1s", "1,5s",
    "99999999999999999999h", "1h99999999999999999999s",
  ])
  func otherTextsAreNoDurations(text: String) {
    #expect(parseDuration(text) == nil)
  }

  @Test(
    arguments: [
      ("0", 0), ("4096", 4096), ("8K", 8192), ("8k", 8192), ("200M", 209_715_200), ("1G", 1 << 30),
      ("2T", 2 << 40), ("1.5G", 3 << 29), ("0.5K", 512),
      ("9007199254740993", 9_007_199_254_740_993),
    ] as [(String, UInt64)])
  func sizesAreRead(text: String, size: UInt64) {
    #expect(parseSize(text) == size)
    #expect(parseSize(text[...]) == size)
  }

  @Test(arguments: [
    "", "K", "-1", "+1", "-8K", "8 K", "8KB", "8B", "8X", "1.2.3M", ".", ".M", "1e3", "0x10", "٣K",
    "99999999999999999999", "99999999999T",
  ])
  func otherTextsAreNoSizes(text: String) {
    #expect(parseSize(text) == nil)
  }

  @Test(
    arguments: [
      (.zero, "0us"), (.nanoseconds(400), "0us"), (.microseconds(830), "830us"),
      (.nanoseconds(999_499), "999us"), (.nanoseconds(999_500), "1.00ms"),
      (.microseconds(1_234), "1.23ms"), (.microseconds(9_994), "9.99ms"),
      (.microseconds(9_995), "10.0ms"), (.microseconds(12_345), "12.3ms"),
      (.microseconds(99_949), "99.9ms"), (.microseconds(99_950), "100ms"),
      (.microseconds(999_499), "999ms"), (.microseconds(999_500), "1.00s"),
      (.milliseconds(1_020), "1.02s"), (.milliseconds(9_994), "9.99s"),
      (.milliseconds(9_996), "10.0s"),
      (.milliseconds(12_340), "12.3s"), (.milliseconds(99_900), "99.9s"),
      (.milliseconds(99_960), "1m40s"), (.seconds(125), "2m05s"),
      (.milliseconds(3_599_400), "59m59s"),
      (.milliseconds(3_599_600), "1h00m"), (.seconds(3720), "1h02m"),
      (.seconds(360_000), "100h00m"),
    ] as [(Duration, String)])
  func durationsAreShown(duration: Duration, text: String) {
    #expect(describe(duration) == text)
  }

  @Test(
    arguments: [
      (0, "0"), (512, "512"), (1023, "1023"), (1024, "1K"), (1536, "1.5K"), (8192, "8K"),
      (10_189, "10K"), (1_048_063, "1023K"), (1_048_064, "1M"), (1_572_864, "1.5M"),
      (209_715_200, "200M"),
      (1 << 30, "1G"), (3 << 40, "3T"), (1 << 60, "1048576T"),
    ] as [(UInt64, String)])
  func sizesAreShown(size: UInt64, text: String) {
    #expect(describe(bytes: size) == text)
  }

  /// What is shown is read back as what it shows, and shown the same again.
  @Test func whatIsShownCanBeTyped() throws {
    var generator = SeededRandom(seed: 5)
    for _ in 0..<20_000 {
      let magnitude = Int.random(in: 0...52, using: &generator)
      let nanoseconds = Int64.random(in: 0...(1 << magnitude), using: &generator)
      let shown = describe(Duration.nanoseconds(nanoseconds))
      let read = try #require(parseDuration(shown), "\(nanoseconds) ns as \(shown)")
      #expect(describe(read) == shown, "\(nanoseconds) ns")
      let error = abs(read / .nanoseconds(1) - Double(nanoseconds))
      #expect(
        error <= 501 || error <= Double(nanoseconds) * 0.0085, "\(nanoseconds) ns as \(shown)")
    }
    for _ in 0..<20_000 {
      let magnitude = Int.random(in: 0...62, using: &generator)
      let size = UInt64.random(in: 0...(1 << magnitude), using: &generator)
      let shown = describe(bytes: size)
      let read = try #require(parseSize(shown), "\(size) as \(shown)")
      #expect(describe(bytes: read) == shown, "\(size)")
      #expect(abs(Double(read) - Double(size)) <= Double(size) * 0.05, "\(size) as \(shown)")
    }
  }

  /// The borders between two units are where rounding goes wrong.
  @Test func whatIsShownCanBeTypedAtTheBorders() throws {
    for border in [
      999_500, 9_995_000, 99_950_000, 999_500_000, 9_995_000_000, 99_950_000_000,
      119_500_000_000, 3_599_500_000_000, 3_630_000_000_000,
    ] {
      for distance in -20...20 {
        let shown = describe(Duration.nanoseconds(border + distance))
        let read = try #require(parseDuration(shown))
        #expect(describe(read) == shown, "\(border + distance) ns")
      }
    }
  }

  @Test(
    arguments: [
      (1.0, 2, "1.00"), (0.005, 1, "0.0"), (-0.04, 1, "0.0"), (-1.25, 1, "-1.3"), (12.5, 0, "13"),
      (0, 3, "0.000"), (0.999, 2, "1.00"), (123.456, 2, "123.46"), (-7, 0, "-7"),
    ] as [(Double, Int, String)])
  func decimalsHaveTheirPlaces(value: Double, places: Int, text: String) {
    #expect(decimal(value, places: places) == text)
  }
}
