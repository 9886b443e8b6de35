/// The candidate that was most likely meant by a word that is none of them, or nil when none is
/// near.
///
/// The distance is an edit distance with costs as people err: letters that were left out are
/// cheap, two that changed places count once, letters too many are dear. So `tremble` leads to
/// `terminate` and not to `tree`. The beginning of a candidate is nearer than any slip.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased())
  // Dearer than this share of the word's letters is another word, not a slip; so is one that has
  // no letter in common with it. Of a short one at least the first letter must be right.
  let limit = min(max(3, typed.count * 7 / 6), typed.count * 2 - 1)
  var best: (candidate: String, cost: Int)?
  for candidate in candidates where candidate != word {
    let meant = Array(candidate.lowercased())
    if typed.count < 4, meant.first != typed.first { continue }
    let isBeginning = typed.count > 1 && meant.starts(with: typed)
    let cost = isBeginning ? 1 : slipCost(typed, meant)
    if cost <= limit, cost < best?.cost ?? .max { best = (candidate, cost) }
  }
  return best?.candidate
}

/// What a hint says of the nearest candidate.
public func didYouMean(_ word: String, among candidates: some Sequence<String>) -> String? {
  nearest(to: word, among: candidates).map { "did you mean '\($0)'?" }
}

/// The cost of turning what was typed into what was meant, in halves of a changed letter.
private func slipCost(_ typed: [Character], _ meant: [Character]) -> Int {
  let omission = 1
  let change = 2
  let surplus = 3
  var beforeLast: [Int] = []
  var last = (0...meant.count).map { $0 * omission }
  for (row, letter) in typed.enumerated() {
    var current = [last[0] + surplus]
    for (column, wanted) in meant.enumerated() {
      var cost = last[column] + (letter == wanted ? 0 : change)
      cost = min(cost, last[column + 1] + surplus, current[column] + omission)
      if row > 0, column > 0, letter == meant[column - 1], typed[row - 1] == wanted {
        cost = min(cost, beforeLast[column - 1] + change)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[meant.count]
}
