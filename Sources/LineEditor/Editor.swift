/// A line editor for a terminal, on libedit, that shares its waiting with the program around it.
///
/// Before each key libedit calls back; there colours, the suggestion and the hint are painted over
/// what it drew, the host waits for whatever comes first, and what it wants shown goes above the
/// line. Not thread-safe: one thread owns it. Only one editor may exist at a time, as libedit
/// keeps its terminal in a global.
public final class Editor {
  /// Why the callback gave no character.
  enum Ending {
    case interrupted
    case end
    /// A paste ended in a newline; its lines are the accepted ones.
    case submitted
  }

  let host: Host
  let frame: Frame
  let libedit: Libedit
  var terminal: Terminal
  var history: History
  var decoder = KeyDecoder()
  /// The lines of the entry before the one being typed.
  var accepted: [AcceptedLine] = []
  var prompt: Prompt {
    didSet { keepPrompt() }
  }
  var ending: Ending?
  private var isReading = false
  /// Text to stand in the line before the first key.
  var prefill = ""
  /// That text while it stands there as it was given.
  var given: String?
  /// The texts that were put into the line, given or recalled, until one of them is edited.
  var untyped: Set<String> = []
  var trail = UndoTrail()
  /// Characters libedit gets before any other.
  var passing: [Int32] = []
  var walk: HistoryWalk?
  var search: HistorySearch?
  /// The candidates shown below the line.
  var listing: Completion?
  var painting = Painting()
  /// The prompt where libedit reads it whenever it draws.
  private(set) var promptForLibedit: UnsafeMutablePointer<Int32>?

  /// An editor for a terminal; `nil` where none can be: `input` or `output` is no terminal, or
  /// `TERM` is unset, dumb, or unknown. The host then reads plain lines.
  ///
  /// `~/.editrc`, or the file `EDITRC` names, is read here; its lines that begin with
  /// `programName:` count.
  public init?(programName: String, input: Int32, output: Int32, host: Host) {
    let frame = Frame(to: output)
    guard
      let terminal = Terminal(input: input, output: output),
      let libedit = Libedit(program: programName, input: input, output: output, frame: frame)
    else { return nil }
    self.terminal = terminal
    self.libedit = libedit
    self.frame = frame
    self.host = host
    history = History(path: host.historyFile)
    prompt = Prompt("", usesColour: false)
    for entry in history.entries { libedit.addHistory(entry) }
    libedit.connect(self)
    addFunctions()
    libedit.setEditor("emacs")
    libedit.readConfiguration()
    bindKeys()
    keepPrompt()
    frame.send()
  }

  deinit {
    promptForLibedit?.deallocate()
  }

  /// The columns of the terminal.
  public var width: Int { Terminal.size(of: terminal.output)?.columns ?? terminal.columns }

  /// Reads one entry, however many lines it has.
  ///
  /// A text given stands in the line ready to be edited; until then Ctrl-D ends as on an empty line.
  /// When this returns, whatever it returns, the terminal is as it was before, but that it keeps
  /// what is typed: keys show in the next read.
  public func readLine(prefilled: String = "") -> Line {
    accepted = []
    prefill = prefilled
    isReading = true
    prompt = Prompt(host.prompt(), usesColour: host.usesColour())
    frame.put(Editor.bracketedPaste)
    defer {
      isReading = false
      frame.put(Editor.plainPaste)
      frame.send()
    }
    while true {
      if let line = readPhysicalLine() { return line }
      let entry = accepted.map(\.text).joined(separator: "\n")
      if !host.isIncomplete(entry) {
        return ending == .submitted && accepted.count > 1 ? .pasted(entry) : .text(entry)
      }
      prompt = Prompt(host.continuationPrompt(), usesColour: host.usesColour())
    }
  }

  /// Reads up to the next newline and accepts the line; anything else than `nil` ends the entry.
  private func readPhysicalLine() -> Line? {
    ending = nil
    walk = nil
    search = nil
    listing = nil
    given = nil
    untyped = []
    trail = UndoTrail()
    painting = Painting()
    terminal.measure()
    let read = libedit.read()
    if ending == .submitted { return nil }
    if case .line(let text) = read {
      accepted.append(AcceptedLine(prompt: prompt, text: text))
      return nil
    }
    if case .aborted = read { moveToEnd() }
    if ending == .interrupted { frame.put("^C") }
    frame.put("\r\n")
    // Ctrl-D leaves a block that is not complete, not the program.
    return ending == .interrupted || (ending == nil && !accepted.isEmpty)
      ? .interrupted : .endOfInput
  }

  /// Adds an entry to the history and its file, unless it repeats the one before.
  ///
  /// Where the file cannot be written the entry is kept in memory, and written with the next one
  /// if that can be.
  public func addHistory(_ entry: String) {
    if history.add(entry) { libedit.addHistory(entry) }
  }

  /// Runs a command of libedit's, such as `bind` or `history`; `false` if it knows none such.
  ///
  /// The editor's own keys are bound again after it, since `bind -v` takes all bindings away.
  public func runEditCommand(_ words: [String]) -> Bool {
    var isKnown = false
    let printed = frame.capture { isKnown = libedit.run(words) }
    frame.put(KeyList.cleaned(printed))
    bindKeys()
    frame.send()
    return isKnown
  }

  /// Gives the terminal its modes from before, for a host that must stop or end, amid a read or
  /// between two.
  public func restoreTerminal() {
    if isReading {
      frame.put(Editor.plainPaste)
      frame.send()
      libedit.setRaw(false)
    }
    libedit.restoreModes()
  }

  /// Takes the terminal again after `restoreTerminal`.
  public func prepareTerminal() {
    libedit.keepKeys()
    guard isReading else { return }
    libedit.setRaw(true)
    frame.put(Editor.bracketedPaste)
    frame.send()
  }

  private func keepPrompt() {
    let wide = Libedit.wide(prompt.marked)
    let copy = UnsafeMutablePointer<Int32>.allocate(capacity: wide.count)
    copy.initialize(from: wide, count: wide.count)
    promptForLibedit?.deallocate()
    promptForLibedit = copy
  }

  static let bracketedPaste = "\u{1b}[?2004h"
  static let plainPaste = "\u{1b}[?2004l"
}
