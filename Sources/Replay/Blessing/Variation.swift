/// What several runs of a line have in common, and what of it is to stand behind the line.
struct Variation {
  /// What the runs agree in, or why they can't.
  enum Verdict {
    case agreed(Blessing)
    case refused(String)
  }

  private let runs: [FileReport.Recording]

  /// The recordings of one line, of each run.
  init(_ runs: [FileReport.Recording]) {
    self.runs = runs
  }

  /// Where all runs come to the same, that is it. Else the first that was not as expected speaks for
  /// all, if they printed the same; where only the order of several processes' lines varied, they
  /// become a block.
  var verdict: Verdict {
    for (number, run) in runs.enumerated() {
      if let refusal = run.blessing.refusal { return .refused(during(number) + refusal) }
    }
    guard let spokesman = runs.first(where: { !$0.isExpected }) ?? runs.first else {
      return .refused("it was never run")
    }
    if runs.allSatisfy({ $0.blessing.lines == spokesman.blessing.lines }) {
      return .agreed(spokesman.blessing)
    }
    guard let difference else { return .agreed(spokesman.blessing) }
    return block().map { .agreed($0) } ?? .refused(difference)
  }

  private func during(_ run: Int) -> String { runs.count > 1 ? "in run \(run + 1): " : "" }

  /// Where two runs differ, or nil.
  private var difference: String? {
    let first = runs[0].blessing.recorded
    for (number, run) in runs.enumerated().dropFirst() where run.blessing.recorded != first {
      let other = run.blessing.recorded
      let place = zip(first, other).prefix { $0 == $1 }.count
      let (one, two) = (shown(first, place), shown(other, place))
      return "what it prints varies: run 1 has \(one), run \(number + 1) has \(two)"
    }
    return nil
  }

  private func shown(_ lines: [String], _ place: Int) -> String {
    place < lines.count ? "'\(lines[place])'" : "nothing more"
  }

  /// The lines with those that changed places in a block; nil where more than the order varied.
  private func block() -> Blessing? {
    let records = runs.map(\.blessing.recorded)
    let first = records[0]
    guard records.allSatisfy({ queues($0) == queues(first) }) else { return nil }
    let head = records.map { zip($0, first).prefix { $0 == $1 }.count }.min() ?? 0
    let tail =
      records.map { zip($0.reversed(), first.reversed()).prefix { $0 == $1 }.count }.min() ?? 0
    let middle = first[head..<max(head, first.count - tail)]
    guard !middle.isEmpty, middle.allSatisfy({ tag($0) != nil }) else { return nil }
    var lines = first[..<head] + ["|{"] + middle
    lines += ["|}"] + first.suffix(first.count - head - middle.count)
    return Blessing(lines: lines.map { .new($0) }, recorded: first, refusal: nil)
  }

  /// The lines of each process, in order; those of nobody count as one.
  private func queues(_ record: [String]) -> [String: [String]] {
    Dictionary(grouping: record) { tag($0)?.process ?? "" }
  }

  private func tag(_ expectation: String) -> Tag? { Tag(expectation.dropFirst(2)) }
}
