/// Which modes of a screen a program has changed, told by the sequences that it wrote: `ESC [ ? n h`
/// and `l`, DEC's private modes as xterm knows them.
///
/// So that they can be undone when the program loses the terminal, and set again when it gets it back.
struct PrivateModes {
  /// The modes that matter to who comes next, and whether they are on at first: cursor keys, wrapping,
  /// the cursor, the other screen, the mouse, focus, pasting.
  private static let usual: [Int: Bool] = [
    1: false, 7: true, 25: true, 47: false, 1000: false, 1002: false, 1003: false, 1004: false,
    1006: false, 1047: false, 1049: false, 2004: false,
  ]

  private enum Place: Hashable {
    case text, escape, bracket, numbers
  }

  private var changed: Set<Int> = []
  private var place = Place.text
  private var numbers: [Int] = []

  init() {}

  /// Takes in what a program has written; a sequence may come in pieces.
  mutating func read(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      switch (place, byte) {
      case (_, 0x1B): place = .escape
      case (.text, _): continue
      case (.escape, UInt8(ascii: "[")): place = .bracket
      case (.bracket, UInt8(ascii: "?")): (place, numbers) = (.numbers, [0])
      case (.numbers, 0x30...0x39):
        let last = numbers.count - 1
        numbers[last] = min(numbers[last] * 10 + Int(byte - 0x30), 100_000)
      case (.numbers, UInt8(ascii: ";")) where numbers.count < 16: numbers.append(0)
      case (.numbers, UInt8(ascii: "h")): end(isOn: true)
      case (.numbers, UInt8(ascii: "l")): end(isOn: false)
      default: place = .text
      }
    }
  }

  private mutating func end(isOn: Bool) {
    place = .text
    for number in numbers {
      guard let usual = PrivateModes.usual[number] else { continue }
      if usual == isOn { changed.remove(number) } else { changed.insert(number) }
    }
  }

  /// Whether a program paints on the other screen, where no line scrolls away.
  var hasOtherScreen: Bool { !changed.isDisjoint(with: [47, 1047, 1049]) }

  /// What sets the modes as the program had them.
  var setting: String { sequences(undoing: false) }

  /// What sets them as they are at first; the other screen last, where the cursor stands as before.
  var undoing: String { sequences(undoing: true) }

  private func sequences(undoing: Bool) -> String {
    let order = undoing ? changed.sorted() : changed.sorted(by: >)
    return order.map { number in
      let isOn = PrivateModes.usual[number] == undoing
      return "\u{1b}[?\(number)\(isOn ? "h" : "l")"
    }.joined()
  }
}
