import LineEditor

/// A line that says an order, or begins to.
struct OrderLine {
  private let text: String
  private let orders: [StepOrder]

  /// Nil where no order is taken, or the line is none.
  init?(_ text: String, of orders: [StepOrder]) {
    guard !orders.isEmpty, text.hasPrefix(":") else { return nil }
    self.text = text
    self.orders = orders
  }

  /// The orders that begin as the line does before a cursor.
  func completion(at cursor: Int) -> Completion {
    let typed = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let fitting = orders.filter { $0.rawValue.hasPrefix(typed) }
    return Completion(
      range: 0..<cursor,
      candidates: fitting.map { Candidate($0.rawValue, note: $0.summary, isFinal: false) })
  }

  /// All of them, while none is begun.
  var hint: String? {
    text == ":" ? orders.map(\.rawValue).joined(separator: " · ") : nil
  }

  /// Bold for an order, red for what can't become one.
  var styles: [StyledRange] {
    let whole = 0..<text.utf8.count
    if orders.contains(where: { $0.rawValue == text }) { return [StyledRange(whole, .bold)] }
    return orders.contains { $0.rawValue.hasPrefix(text) } ? [] : [StyledRange(whole, .red)]
  }
}
