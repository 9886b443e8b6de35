/// The candidates of a completion as rows of a screen.
struct CandidateTable {
  let candidates: [Candidate]

  /// Rows for a screen of some columns; what is too much is counted in the last row.
  ///
  /// Candidates with notes stand one on a row, the others in columns, read downwards.
  func rows(width: Int, limit: Int) -> [String] {
    guard width > 0, limit > 0, !candidates.isEmpty else { return [] }
    let widest = candidates.map(\.text.screenWidth).max() ?? 0
    if candidates.contains(where: { !$0.note.isEmpty }) {
      let rows = candidates.map { candidate in
        candidate.note.isEmpty
          ? candidate.text
          : candidate.text.padded(toWidth: min(widest, width / 2)) + "  " + candidate.note
      }
      return shorten(rows, hidden: { candidates.count - $0 }, limit)
        .map { $0.clipped(toWidth: width) }
    }
    let columns = max(1, (width + 2) / (widest + 2))
    let height = (candidates.count + columns - 1) / columns
    if height <= limit {
      return columnar(candidates[...], height: height, column: widest + 2, width)
    }
    let shown = max(0, limit - 1) * columns
    let kept = columnar(candidates.prefix(shown), height: limit - 1, column: widest + 2, width)
    return kept + ["… and \(candidates.count - shown) more".clipped(toWidth: width)]
  }

  private func columnar(
    _ shown: ArraySlice<Candidate>, height: Int, column: Int, _ width: Int
  ) -> [String] {
    (0..<height).map { row in
      let cells = stride(from: row, to: shown.count, by: height).map { shown[$0].text }
      let padded = cells.dropLast().map { $0.padded(toWidth: column) }
      return (padded.joined() + (cells.last ?? "")).clipped(toWidth: width)
    }
  }

  private func shorten(_ rows: [String], hidden: (Int) -> Int, _ limit: Int) -> [String] {
    guard rows.count > limit else { return rows }
    return Array(rows.prefix(limit - 1)) + ["… and \(hidden(limit - 1)) more"]
  }
}
