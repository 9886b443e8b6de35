import Language

/// A typed argument: read at once where it is literal, else when its statement runs.
package struct Argument<Value> {
  /// Reads a text, or says what is wrong with it.
  typealias Reader = (String) -> Result<Value, Complaint>

  /// What is wrong with a text, without a place yet.
  struct Complaint: Error {
    var message: String
    var hint: String?
  }

  let word: Word
  private let known: Value?
  private let read: Reader

  init(_ word: Word, _ read: @escaping Reader) throws(Diagnostic) {
    self.word = word
    self.read = read
    guard let literal = word.literal else {
      known = nil
      return
    }
    switch read(literal) {
    case .success(let value): known = value
    case .failure(let complaint):
      throw Diagnostic(complaint.message, at: word.span, hint: complaint.hint)
    }
  }

  /// Its value now; throws where what stands in its braces makes no sense here.
  func value(in session: Session) throws(Failure) -> Value {
    if let known { return known }
    switch read(try session.targetText(of: word)) {
    case .success(let value): return value
    case .failure(let complaint):
      throw Failure(complaint.message, at: word.span, hint: complaint.hint)
    }
  }
}
