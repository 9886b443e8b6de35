/// What a session is told when it begins, and what no statement changes.
package struct SessionConfiguration: Sendable {
  /// `{1}`, `{2}`, …, as they were given.
  package var arguments: [[UInt8]] = []
  /// `{here}`: the folder of the file, or the one the session began in.
  package var here: FileName = "."
  /// `{dir}`, which is made when it is first used; by default one of a name of its own.
  package var folder: String?
  /// The environment that children get, before `with env`.
  package var environment: [[UInt8]] = []
  /// Whether lines are typed by a person, whose eyes wait between them.
  package var isLive = false
  /// Whether every wait has a deadline, and a program may not be named by a relative path.
  package var isChecked = false
  /// Whether what lines print is to be written down as what they should print.
  package var isBlessed = false
  /// What all deadlines are multiplied with.
  package var timeoutScale = 1.0
  /// Whether HOME and TMPDIR are the session's own folder.
  package var hasOwnHome = false

  /// The defaults: a session that runs a program, not a check.
  package init() {}
}
