import Language
import OrderedCollections

/// A part of a word that has been given its value.
struct Fragment {
  var bytes: [UInt8]
  var kind: RecordLine.Kind
  /// Whether a format has filled it up with blanks.
  var isPadded = false
}

/// What a path in braces or behind a verb stands for.
enum Referent {
  case text([UInt8])
  case number(Int)
  case process(Process)
  case set([Process])
}

extension Referent {
  /// Whether it is a mere text, which has no attributes.
  var isText: Bool {
    switch self {
    case .text, .number: true
    case .process, .set: false
    }
  }
}

/// Words to values: what stands in braces is looked up here and nowhere else.
extension Session {
  /// The value of a word, in parts.
  func fragments(of word: Word) throws(Failure) -> [Fragment] {
    var fragments: [Fragment] = []
    for piece in word.pieces {
      switch piece {
      case .literal(let bytes, _): fragments.append(Fragment(bytes: bytes, kind: .text))
      case .interpolation(let interpolation):
        let value = try value(of: interpolation)
        let bytes =
          interpolation.format.map { format in
            Array(value.formatted(format, isNumber: isNumber(interpolation, value)).utf8)
          } ?? value.bytes
        let isPadded = interpolation.format.map { $0.width > 0 && $0.fill == " " } ?? false
        let fragment = Fragment(bytes: bytes, kind: value.kind, isPadded: isPadded)
        remember(fragment)
        fragments.append(fragment)
      }
    }
    return fragments
  }

  /// Whether a value is laid out as a number is; a figure that isn't known yet is.
  private func isNumber(_ interpolation: Interpolation, _ value: Value) -> Bool {
    guard value == .none, case (_, let attribute?)? = lookUp(interpolation.path) else {
      return value.isNumber
    }
    return Attribute(rawValue: attribute)?.isNumber ?? false
  }

  /// The value of a word, as bytes.
  func bytes(of word: Word) throws(Failure) -> [UInt8] {
    if let literal = word.literalBytes { return literal }
    return try fragments(of: word).flatMap(\.bytes)
  }

  /// The value of a word, as text.
  func text(of word: Word) throws(Failure) -> String {
    String(decoding: try bytes(of: word), as: UTF8.self)
  }

  /// The value of a word where a process is meant: a process variable counts by its label.
  func targetText(of word: Word) throws(Failure) -> String {
    guard !word.pieces.isEmpty else { return "" }
    var text = ""
    for piece in word.pieces {
      switch piece {
      case .literal(let bytes, _): text += String(decoding: bytes, as: UTF8.self)
      case .interpolation(let interpolation):
        if interpolation.format == nil, case .process(let process) = lookUp(interpolation.path)?.0,
          lookUp(interpolation.path)?.1 == nil
        {
          text += process.label
        } else {
          text += try value(of: interpolation).display
        }
      }
    }
    return text
  }

  /// What an interpolation is worth now.
  func value(of interpolation: Interpolation) throws(Failure) -> Value {
    if let value = try value(ofPath: interpolation.path, at: interpolation.span) { return value }
    // The one name that is always bound, unless the folder can't be had.
    if interpolation.path == "dir" { _ = try makeFolder() }
    throw unbound(interpolation.path, at: interpolation.span)
  }

  private func unbound(_ path: String, at span: Span) -> Failure {
    if path.allSatisfy(\.isNumber) { return Failure("argument {\(path)} was not given", at: span) }
    if let text = variableText(String(path.prefix { $0 != "." })) {
      return Failure(
        "no process is called '\(escapedForDisplay(text))', which '\(path.prefix { $0 != "." })' "
          + "stands for", at: span)
    }
    return Failure("'\(path)' is not bound", at: span, hint: "write \\{ for a plain brace")
  }

  /// What a path is worth now, or nil where nothing has that name; an unknown attribute throws.
  func value(ofPath path: String, at span: Span) throws(Failure) -> Value? {
    guard let (referent, attributeName) = lookUp(path) else { return nil }
    var attribute = Attribute.repr
    if let attributeName {
      guard let named = Attribute(rawValue: attributeName) else {
        throw notAnAttribute(attributeName, path, at: span)
      }
      attribute = named
    }
    switch referent {
    case .text(let bytes): return .text(bytes)
    case .number(let number): return .integer(Int64(number))
    case .process(let process):
      concern.add([process])
      return attribute.value(of: process, in: self)
    case .set(let members):
      concern.add(members)
      return .list(members.map { attribute.value(of: $0, in: self) })
    }
  }

  private func notAnAttribute(_ name: String, _ path: String, at span: Span) -> Failure {
    if name.isEmpty { return Failure("an attribute must follow '\(path)'", at: span) }
    if name.allSatisfy({ $0.isASCII && $0.isNumber }) {
      // The member of a set that has no such member.
      return Failure(
        "no process is called '\(path)'", at: span, hint: didYouMean(path, among: handles.keys))
    }
    return Failure(
      "'\(escapedForDisplay(name))' is not an attribute", at: span,
      hint: didYouMean(name, among: Attribute.allCases.map(\.rawValue)))
  }

  /// What a path names, and the attribute that is left of it. A loop variable that holds the name of
  /// a process stands for that where an attribute follows.
  func lookUp(_ path: String) -> (Referent, String?)? {
    if let referent = referent(named: path) { return (referent, nil) }
    for dot in path.indices.reversed() where path[dot] == "." {
      let (head, rest) = (String(path[..<dot]), String(path[path.index(after: dot)...]))
      if let text = variableText(head) {
        return lastingReferent(named: text).flatMap { $0.isText ? nil : ($0, rest) }
      }
      guard let referent = referent(named: head) else { continue }
      return referent.isText ? nil : (referent, rest)
    }
    return nil
  }

  /// What a name stands for in the innermost loop that has a variable of it.
  func variable(named name: String) -> Variable? {
    for scope in scopes.reversed() {
      if let variable = scope[name] { return variable }
    }
    return nil
  }

  /// The text that a loop variable holds; nil of one that holds a process, and of any other name.
  func variableText(_ name: String) -> String? {
    switch variable(named: name) {
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .number(let number): "\(number)"
    case .process, nil: nil
    }
  }

  private func referent(named name: String) -> Referent? {
    switch variable(named: name) {
    case .text(let bytes): .text(bytes)
    case .number(let number): .number(number)
    case .process(let process): .process(process)
    case nil: lastingReferent(named: name)
    }
  }

  /// What a name stands for outside of all loops.
  func lastingReferent(named name: String) -> Referent? {
    if let handle = handles[name] {
      switch handle.binding {
      case .runs: return handle.current.map { .process($0) }
      case .set(let count): return .set(members(of: name, count: count))
      }
    }
    switch name {
    case "dir": return (try? makeFolder()).map { .text(Array($0.utf8)) }
    case "here": return .text(configuration.here.bytes)
    case "last": return last.map { .process($0) }
    default: break
    }
    if let number = Int(name) {
      let arguments = configuration.arguments
      return arguments.indices.contains(number - 1) ? .text(arguments[number - 1]) : nil
    }
    return processes.values.last { $0.name == name }.map { .process($0) }
  }

  /// Where a handle is bound, a variable of that name ends: whichever was bound last is meant.
  func unbindVariable(_ name: String) {
    for index in scopes.indices { scopes[index][name] = nil }
  }

  /// The current runs of the members of a set.
  func members(of name: String, count: Int) -> [Process] {
    (1...max(1, count)).compactMap { handles["\(name).\($0)"]?.current }
  }
}

extension Session {
  /// What `{t.pid}`, `{dir}`, `{here}` or `{1}` in an expectation is worth now; nil where nothing
  /// has that name, so that it matches nothing.
  package func placeholderValue(_ path: String) -> String? {
    (try? value(ofPath: path, at: Span(0, 0)))??.display
  }
}
