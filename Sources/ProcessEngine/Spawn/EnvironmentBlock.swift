/// An environment as exec takes it, with room for one more entry, kept for the next child that has the
/// same.
final class EnvironmentBlock {
  /// What it was made of.
  let entries: [[UInt8]]
  private let block: ArgumentBlock
  private let table: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// Lays entries out.
  init(_ entries: [[UInt8]]) {
    self.entries = entries
    // An empty word holds the place.
    let words = entries + [[]]
    var block = ArgumentBlock(tables: [words], words: [])
    table = block.add(words)
    self.block = block
  }

  /// The table with an entry in the free place, or without any; good until it is asked for again.
  func table(
    with entry: UnsafeMutablePointer<CChar>?
  ) -> UnsafePointer<
    UnsafeMutablePointer<CChar>?
  > {
    table[entries.count] = entry
    return UnsafePointer(table)
  }
}
