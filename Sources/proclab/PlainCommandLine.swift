/// `proclab -c STATEMENTS [WORD…]`, read without the parser of arguments.
///
/// Scripts start it so by the thousand, and the parser's look-ups of types take longer than all the
/// rest of a short session. Anything with another option is left to the parser, which would read
/// the same out of this.
struct PlainCommandLine {
  let statements: String
  let arguments: [String]

  /// Reads the words behind the tool's own name; nil when they are anything else.
  init?(_ words: [String]) {
    let rest = words.dropFirst()
    guard words.first == "-c", let statements = rest.first,
      !rest.contains(where: { $0.hasPrefix("-") })
    else { return nil }
    self.statements = statements
    arguments = Array(rest.dropFirst())
  }
}
