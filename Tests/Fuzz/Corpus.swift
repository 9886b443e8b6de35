import Foundation

/// What people have written: the samples, and the pages for people with their sessions.
struct Corpus {
  /// The lines of each text, with their newlines.
  let texts: [[[UInt8]]]
  /// The words of all of them, each once, in order.
  let words: [[UInt8]]

  /// Reads them from the package.
  init() {
    let package = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let samples = package.appending(path: "samples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []
    let files =
      names.filter { $0.hasSuffix(".lab") }.sorted().map { samples.appending(path: $0) }
      + ["README.md", "CONTRIBUTING.md"].map { package.appending(path: $0) }
    let contents = files.compactMap { FileManager.default.contents(atPath: $0.path) }
    texts = contents.map { content in
      content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map { Array($0) + [UInt8(ascii: "\n")] }
    }
    let all = contents.flatMap { $0.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") } }
    words = Set(all.map { Array($0) }).sorted { $0.lexicographicallyPrecedes($1) }
  }
}
