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
  case process(Process)
  case set([Process])
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
          interpolation.format == nil
          ? value.bytes : Array(value.formatted(interpolation.format).utf8)
        let isPadded = interpolation.format.map { $0.width > 0 && $0.fill == " " } ?? false
        let fragment = Fragment(bytes: bytes, kind: value.kind, isPadded: isPadded)
        remember(fragment)
        fragments.append(fragment)
      }
    }
    return fragments
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
    let isArgument = interpolation.path.allSatisfy(\.isNumber)
    throw Failure(
      isArgument
        ? "argument {\(interpolation.path)} was not given" : "'\(interpolation.path)' is not bound",
      at: interpolation.span, hint: isArgument ? nil : "write \\{ for a plain brace")
  }

  /// What a path is worth now, or nil where nothing has that name; an unknown attribute throws.
  func value(ofPath path: String, at span: Span) throws(Failure) -> Value? {
    guard let (referent, attributeName) = lookUp(path) else { return nil }
    var attribute = Attribute.repr
    if let attributeName {
      guard let named = Attribute(rawValue: attributeName) else {
        throw Failure(
          "'\(attributeName)' is not an attribute", at: span,
          hint: didYouMean(attributeName, among: Attribute.allCases.map(\.rawValue)))
      }
      attribute = named
    }
    switch referent {
    case .text(let bytes): return .text(bytes)
    case .process(let process):
      concern.add([process])
      return attribute.value(of: process, in: self)
    case .set(let members):
      concern.add(members)
      return .list(members.map { attribute.value(of: $0, in: self) })
    }
  }

  /// What a path names, and the attribute that is left of it.
  func lookUp(_ path: String) -> (Referent, String?)? {
    if let referent = referent(named: path) { return (referent, nil) }
    guard let dot = path.lastIndex(of: ".") else { return nil }
    guard let referent = referent(named: String(path[..<dot])) else { return nil }
    if case .text = referent { return nil }
    return (referent, String(path[path.index(after: dot)...]))
  }

  private func referent(named name: String) -> Referent? {
    for scope in scopes.reversed() {
      switch scope[name] {
      case .text(let bytes): return .text(bytes)
      case .process(let process): return .process(process)
      case nil: continue
      }
    }
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
