import Language
import ProcessEngine

extension LaunchOption {
  /// All options, in the order in which help shows them.
  package static let kinds: [Kind] = [
    one("name", "NAME", "the process's own name") { word throws(OptionWord.Complaint) in
      guard isName(word.text) else {
        throw OptionWord.Complaint("'\(escapedForDisplay(word.bytes))' can't be a name")
      }
      return .name(word.text)
    },
    one("cwd", "DIR", "its working folder") { .directory($0.text) },
    Kind(name: "env", form: "A=1 …", summary: "added to its environment", wordCount: 1...1000) {
      words throws(OptionWord.Complaint) in
      for word in words where !word.text.contains("=") || word.text.hasPrefix("=") {
        throw word.isNot("NAME=value")
      }
      return .environment(words.map(\.bytes))
    },
    one("stdin", "null|pipe|FILE", "its standard input (null)") { word in
      .input(word.isWord("null") ? .null : word.isWord("pipe") ? .pipe : .file(word.text))
    },
    one("stdout", "FILE", "raw bytes to a file") { .output(.file($0.text)) },
    one("stderr", "FILE|stdout", "to a file, or to stdout") { word in
      .error(word.isWord("stdout") ? .sameAsOutput : .file(word.text))
    },
    Kind(
      name: "pty", form: "[80x24]", summary: "a terminal of its own for all three", wordCount: 0...1
    ) { words throws(OptionWord.Complaint) in
      guard let word = words.first else { return .terminal(TerminalSize()) }
      guard let size = windowSize(word.text) else {
        throw word.isNot("columns and rows, such as 132x50")
      }
      return .terminal(size)
    },
    none("isolate", "a PID namespace of its own: nobody gets out", .isolated),
    none("daemon", "ended with the session, not waited for", .daemon),
    one("parent-death", "SIG|off", "sent when proclab dies (KILL)") {
      word throws(OptionWord.Complaint) in
      if word.text == "off" { return .parentDeath(nil) }
      guard let signal = Signal(word.text) else { throw word.isNot("a signal, nor 'off'") }
      return .parentDeath(signal)
    },
    one("via", "'PREFIX'", "a launcher: runs PREFIX CMD…") { word throws(OptionWord.Complaint) in
      guard let words = prefixWords(word.text) else { throw word.isNot("a command") }
      return .launcher(words)
    },
    one("umask", "077", "its file mode creation mask") { word throws(OptionWord.Complaint) in
      guard let mask = UInt32(word.text, radix: 8), mask <= 0o777 else {
        throw word.isNot("an octal mask")
      }
      return .umask(mask)
    },
    one("nice", "5", "added to its nice value") { word throws(OptionWord.Complaint) in
      guard let value = Int32(word.text), (-20...19).contains(value) else {
        throw word.isNot("a number from -20 to 19")
      }
      return .niceness(value)
    },
    one("cpu", "1s", "processor time, then XCPU") { word throws(OptionWord.Complaint) in
      guard let time = parseDuration(word.text), time.components.attoseconds == 0,
        time >= .seconds(1)
      else { throw word.isNot("a number of whole seconds") }
      return .limit(.processorTime, UInt64(time.components.seconds))
    },
    size("address-space", "200M", "memory that it may map", .addressSpace),
    number("files", "32", "descriptors that it may have open", .descriptors),
    size("fsize", "8K", "how big it may make a file, then XFSZ", .fileSize),
    size("core", "0", "how big its core file may be", .coreSize),
    number("processes", "64", "processes of its user (not of root)", .processes),
  ]

  private static func one(
    _ name: String, _ form: String, _ summary: String,
    read: @escaping @Sendable (OptionWord) throws(OptionWord.Complaint) -> LaunchSetting
  ) -> Kind {
    Kind(name: name, form: form, summary: summary, wordCount: 1...1) {
      words throws(OptionWord.Complaint) in
      try read(words[0])
    }
  }

  /// `80x24`: columns and rows, as a terminal's window is called.
  private static func windowSize(_ text: String) -> TerminalSize? {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { UInt16($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], columns > 0, rows > 0
    else { return nil }
    return TerminalSize(rows: rows, columns: columns)
  }

  private static func none(_ name: String, _ summary: String, _ setting: LaunchSetting) -> Kind {
    Kind(name: name, form: "", summary: summary, wordCount: 0...0) { _ in setting }
  }

  private static func size(
    _ name: String, _ form: String, _ summary: String, _ resource: Resource
  ) -> Kind {
    one(name, form, summary) { word throws(OptionWord.Complaint) in
      guard let size = parseSize(word.text) else { throw word.isNot("a size") }
      return .limit(resource, size)
    }
  }

  private static func number(
    _ name: String, _ form: String, _ summary: String, _ resource: Resource
  ) -> Kind {
    one(name, form, summary) { word throws(OptionWord.Complaint) in
      guard let number = UInt64(word.text) else { throw word.isNot("a number") }
      return .limit(resource, number)
    }
  }

  /// The words of a launcher's prefix, or nil where it is none: it is read as a command is.
  private static func prefixWords(_ text: String) -> [[UInt8]]? {
    var reader = SourceReader(Source(text))
    guard case .statements(let statements) = reader.next()?.content, statements.count == 1,
      statements[0].block == nil, reader.next() == nil
    else { return nil }
    let words = statements[0].words.compactMap(\.literalBytes)
    return words.count == statements[0].words.count ? words : nil
  }
}
