import Language

/// `bind …` at the prompt: the editor's own command, of which no session knows anything.
enum EditCommand {
  static let name = "bind"
  static let usage = "bind [-a] [KEY [COMMAND]] · bind -v · bind -e · bind -l"

  /// What is wrong with the options of such a line, nil where nothing is.
  ///
  /// libedit would say it too, but then list every key.
  static func complaint(_ words: [String]) -> String? {
    var options: [String] = []
    for word in words.dropFirst() {
      guard word.hasPrefix("-") else { return nil }
      guard "-a -e -k -l -r -s -v".split(separator: " ").contains(word[...]) else {
        return "'\(name)' has no option '\(escapedForDisplay(word))'"
      }
      if "-e -l -v".contains(word) { return nil }
      options.append(word)
    }
    let needy = options.last { $0 != "-a" }
    return needy.map { "'\(name) \($0)' needs a key" }
  }

  /// The words of such a line, else nil: quotes hold a word together, a backslash is libedit's.
  static func words(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words.first == name ? words : nil
  }
}
