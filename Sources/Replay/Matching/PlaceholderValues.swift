/// What `{t.pid}` and its like are worth at the moment of a comparison, each asked for once.
final class PlaceholderValues {
  private let lookUp: (String) -> String?
  private var known: [String: [UInt8]?] = [:]

  init(_ lookUp: @escaping (String) -> String?) {
    self.lookUp = lookUp
  }

  /// The value as it stands in a record; nil where nothing has that name.
  subscript(_ path: String) -> [UInt8]? {
    if let value = known[path] { return value }
    let value = lookUp(path).map { Array($0.utf8) }
    known[path] = .some(value)
    return value
  }
}
