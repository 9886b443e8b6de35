import Foundation
import Testing

/// Each expectation line of each sample changed in turn: every such mutant must be caught.
///
/// It takes minutes, so it runs only where it is asked for: `make mutants`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PROCLAB_MUTANTS"] != nil))
struct MutantTests {
  @Test func `every mutant of every sample is caught`() throws {
    let samples = BuiltTool.package.appending(path: "samples")
    let names = try FileManager.default.contentsOfDirectory(atPath: samples.path)
      .filter { $0.hasSuffix(".lab") }.sorted()
    let start = ContinuousClock.now
    var total = 0
    var survivors: [String] = []
    var kinds: [Mutant.Kind: Int] = [:]
    for name in names {
      let shop = try Workshop()
      // A sample may use the files beside it.
      for other in try FileManager.default.contentsOfDirectory(atPath: samples.path) {
        try FileManager.default.copyItem(
          at: samples.appending(path: other), to: shop.folder.appending(path: other))
      }
      let text = try shop.read(name)
      var paths: [String: Mutant] = [:]
      for (number, mutant) in Mutant.all(of: text).enumerated() {
        let path = "mutant-\(number)-\(name)"
        try shop.write(path, mutant.text)
        paths[path] = mutant
        kinds[mutant.kind, default: 0] += 1
      }
      guard !paths.isEmpty else { continue }
      total += paths.count
      let survived = try check(Array(paths.keys), in: shop)
      for path in survived.sorted() {
        guard let mutant = paths[path] else { continue }
        survivors.append("\(name):\(mutant.line): \(mutant.kind): \(mutant.what)")
      }
      print("\(name): \(paths.count) mutants, \(survived.count) survived")
    }
    let figures = kinds.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
    let took = (ContinuousClock.now - start).components.seconds
    print(
      "\(total) mutants of \(names.count) samples (\(figures)): \(survivors.count) survived, \(took)s"
    )
    #expect(total > 0)
    #expect(survivors == [], "\(survivors.joined(separator: "\n"))")
  }

  /// The files, of some, that do anything else than fail by what they expect.
  private func check(_ paths: [String], in shop: Workshop) throws -> [String] {
    var survivors: [String] = []
    // A few at a time, since one run of the tool has a minute.
    for start in stride(from: 0, to: paths.count, by: 60) {
      let some = Array(paths[start..<min(start + 60, paths.count)])
      let run = try shop.start(["check", "--json"] + some).finish()
      for line in run.output.split(separator: "\n") {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        guard let file = object?["file"] as? String else { continue }
        let failures = object?["failures"] as? [Any] ?? []
        if object?["status"] as? String != "failed" || failures.count != 1 {
          survivors.append(file)
        }
      }
    }
    return survivors
  }
}
