import Foundation
import Testing

/// A person at a real terminal: keys go in, and what the screen shows comes out.
///
/// Nothing here sleeps and hopes: every step waits for what it wants to see, up to a ceiling that
/// only a broken prompt ever reaches.
final class PromptTerminal {
  /// A folder of its own, which is home, and where history is kept.
  let folder: URL
  private let socket: String
  private static let ceiling = Duration.seconds(20)

  /// Opens a terminal with the prompt in it, or with another command.
  init(
    columns: Int = 90, rows: Int = 30, in folder: URL? = nil,
    environment: [String: String] = [:], editrc: String? = nil, running command: String? = nil
  ) throws {
    let name = UUID().uuidString.prefix(8)
    self.folder =
      folder ?? FileManager.default.temporaryDirectory.appending(path: "prompt-\(name)")
    socket = FileManager.default.temporaryDirectory.appending(path: "tmux-\(name)").path
    try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    if let editrc {
      let file = self.folder.appending(path: ".editrc")
      try editrc.write(to: file, atomically: true, encoding: .utf8)
    }
    let variables = [
      "HOME": self.folder.path, "XDG_STATE_HOME": self.folder.appending(path: "state").path,
      "LC_ALL": "C.UTF-8", "PS1": "$ ",
    ].merging(environment) { $1 }
    let settings = variables.map { "\($0)='\($1)'" }.joined(separator: " ")
    let program = command ?? BuiltTool.path
    try tmux(
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", self.folder.path,
      "exec env -u NO_COLOR -u EDITRC \(settings) \(program)")
    if command == nil { try see("proclab 0▸") }
  }

  /// Opens a terminal with a shell in it, which starts the prompt; so one sees what it leaves.
  static func shell() throws -> PromptTerminal {
    let terminal = try PromptTerminal(running: "bash --norc --noprofile -i")
    try terminal.see("$")
    try terminal.enter(BuiltTool.path)
    try terminal.see("proclab 0▸")
    return terminal
  }

  deinit {
    // None where the prompt has ended, and the server with it.
    let server = (try? tmux("display-message", "-p", "#{pid}")).flatMap { Int32($0.dropLast()) }
    _ = try? tmux("kill-server")
    // A server that is deaf would keep alive all that runs in it. A zombie has no command line.
    let line = server.map { "/proc/\($0)/cmdline" } ?? "/dev/null"
    var lives: Bool { (try? String(contentsOfFile: line, encoding: .utf8))?.isEmpty == false }
    let end = ContinuousClock.now + PromptTerminal.ceiling
    while lives, ContinuousClock.now < end { usleep(2_000) }
    if lives { Issue.record("the terminal of \(folder.path) did not end") }
    try? FileManager.default.removeItem(atPath: socket)
    try? FileManager.default.removeItem(at: folder)
  }

  // MARK: Keys

  /// Types a text, key by key.
  func type(_ text: String) throws {
    // A final semicolon would end tmux's own command.
    let escaped = text.hasSuffix(";") ? text.dropLast() + "\\;" : text
    try tmux("send-keys", "-l", "--", escaped)
  }

  /// Presses keys by tmux's names: `Enter`, `C-c`, `Left`.
  func press(_ keys: String...) throws {
    try tmux(["send-keys"] + keys)
  }

  /// Types a line and ends it.
  func enter(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  /// Types a line that says nothing, ends it, and waits for the next prompt.
  func run(_ line: String) throws {
    let before = try prompts
    try enter(line)
    try wait("the prompt after '\(line)'") { _ in try prompts > before }
  }

  /// Pastes a text the way a terminal does that marks what is pasted.
  func paste(_ text: String) throws {
    try tmux("set-buffer", "--", text)
    try tmux("paste-buffer", "-p", "-d")
  }

  func resize(columns: Int, rows: Int = 30) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  // MARK: The screen

  /// What the screen shows, without what is empty at its end.
  var screen: String {
    get throws { try capture() }
  }

  /// The same with the escape codes of its colours.
  var styledScreen: String {
    get throws { try capture("-e") }
  }

  /// The same, and above it what has scrolled away.
  var allRows: String {
    get throws { try capture("-S", "-") }
  }

  /// The last row that shows anything.
  var lastRow: String {
    get throws { String(try screen.split(separator: "\n").last ?? "") }
  }

  /// The row and the column of the cursor, from 0.
  var cursor: (row: Int, column: Int) {
    get throws {
      let text = try tmux("display-message", "-p", "#{cursor_y} #{cursor_x}")
      let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
      return (try #require(numbers.first), try #require(numbers.last))
    }
  }

  /// The program that was started in the terminal, or by its shell.
  var pidOfProgram: Int32? {
    get throws {
      let shell =
        Int32(try tmux("display-message", "-p", "#{pane_pid}").prefix { $0.isNumber }) ?? 0
      let children = try String(
        contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
      return children.split(separator: " ").compactMap { Int32($0) }.first
    }
  }

  /// Waits until the screen shows a text.
  @discardableResult
  func see(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    try wait("'\(text)'", location) { $0.contains(text) }
  }

  /// Waits until the screen ends in a text.
  @discardableResult
  func seeAtEnd(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    try wait("'\(text)' at the end", location) { $0.hasSuffix(text) }
  }

  /// Waits until the screen is as a test wants it, and gives it.
  @discardableResult
  func wait(
    _ what: String, _ location: SourceLocation = #_sourceLocation,
    until holds: (String) throws -> Bool
  ) throws -> String {
    let end = ContinuousClock.now + PromptTerminal.ceiling
    while true {
      let shown = try screen
      if try holds(shown) { return shown }
      guard ContinuousClock.now < end else {
        Issue.record("the screen never showed \(what):\n\(shown)", sourceLocation: location)
        throw Unseen()
      }
      usleep(10_000)
    }
  }

  /// What was waited for and never came; told already.
  struct Unseen: Error {}

  private var prompts: Int {
    get throws {
      let rows = try capture("-S", "-").split(separator: "\n")
      return rows.count { $0.hasPrefix("proclab ") }
    }
  }

  private func capture(_ options: String...) throws -> String {
    var rows = try tmux(["capture-pane", "-p"] + options)
      .split(separator: "\n", omittingEmptySubsequences: false)
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows.joined(separator: "\n")
  }

  // MARK: tmux

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let words =
      ["env", "LC_ALL=C.UTF-8", "tmux", "-u", "-S", socket, "-f", "/dev/null"] + arguments
    return try Spawned.output(of: words)
  }
}
