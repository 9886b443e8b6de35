/// The keys that terminals send as escape sequences.
///
/// libedit gets each as one C1 control, bound in every map. A binding that begins with Escape
/// would make vi's Escape wait for the next key.
enum Key: UInt8, CaseIterable {
  case up = 0x81
  case down
  case right
  case left
  case home
  case end
  case delete
  case wordLeft
  case wordRight

  /// The character libedit gets.
  var character: Int32 { Int32(rawValue) }

  /// The key of a complete escape sequence, without its ESC.
  init?(sequence: [UInt8]) {
    guard let key = Key.sequences[String(decoding: sequence, as: UTF8.self)] else { return nil }
    self = key
  }

  private static let sequences: [String: Key] = [
    "[A": .up, "[B": .down, "[C": .right, "[D": .left, "[H": .home, "[F": .end,
    "OA": .up, "OB": .down, "OC": .right, "OD": .left, "OH": .home, "OF": .end,
    "[1~": .home, "[7~": .home, "[4~": .end, "[8~": .end, "[3~": .delete,
    "[1;5D": .wordLeft, "[1;3D": .wordLeft, "[1;5C": .wordRight, "[1;3C": .wordRight,
    "Od": .wordLeft, "Oc": .wordRight, "[5D": .wordLeft, "[5C": .wordRight,
  ]
}
