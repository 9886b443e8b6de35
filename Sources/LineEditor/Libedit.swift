internal import CLibedit
internal import Glibc

/// libedit's calls in Swift's words: one open editor and its line.
final class Libedit {
  /// What a bound function did to the line, as libedit wants to know it.
  enum Effect: UInt8 {
    case nothing = 0
    case changed = 4
    case movedCursor = 5
    case refused = 6
  }

  /// How a read ended.
  enum Read {
    case line(String)
    case end
    /// The reader gave up; the cursor stands where it stood when it did.
    case aborted
  }

  private let handle: OpaquePointer
  private let history: OpaquePointer?
  private let frame: Frame
  private let input: Int32
  private var modes = termios()
  /// libedit keeps these pointers, and copies nothing.
  private var kept: [UnsafeMutablePointer<wchar_t>] = []

  /// `nil` where the terminal is one libedit knows no way to draw on.
  init?(program: String, input: Int32, output: Int32, frame: Frame) {
    Libedit.setLocale()
    tcgetattr(input, &modes)
    guard
      let stream = frame.stream(),
      let handle = el_init_fd(program, stream, stream, stream, input, output, output)
    else { return nil }
    self.handle = handle
    self.frame = frame
    self.input = input
    history = history_winit()
    guard le_capability(handle, "ce") != nil, le_capability(handle, "up") != nil else { return nil }
    // libedit's own handling sends a signal on to the whole process group.
    _ = le_set_signals(handle, 0)
    // Inserting and deleting cells goes wrong where a wide scalar is pushed over the margin, so
    // libedit is to write the rest of the row instead.
    for capability in ["ic", "IC", "im", "dc", "DC"] { _ = run(["settc", capability, ""]) }
    // What is typed between two reads must not land amid what the program prints: the next read
    // shows it. And neither then nor while a line is edited may a key end or freeze the program.
    for modes in ["-d", "-x"] { _ = run(["setty", modes, "-echo", "-ixon", "-quit", "quit="]) }
    keepKeys()
    if let history {
      _ = le_history_limit(history, Int32(History.limit))
      _ = le_set_history(handle, history)
    }
  }

  deinit {
    // el_end would restore the modes too, but throw away what was typed ahead.
    setRaw(false)
    _ = le_set_editing(handle, 0)
    el_end(handle)
    restoreModes()
    if let history { history_wend(history) }
    for pointer in kept { pointer.deallocate() }
  }

  /// Makes libedit read and show UTF-8 also where the environment names no such locale.
  static func setLocale() {
    setlocale(LC_CTYPE, "")
    guard let codeset = nl_langinfo(nl_item(CODESET)), String(cString: codeset) == "UTF-8" else {
      setlocale(LC_CTYPE, "C.UTF-8")
      return
    }
  }

  /// Lets an editor answer for a character and for the prompt.
  ///
  /// The closures given to C capture nothing, so they find the editor here.
  func connect(_ editor: Editor) {
    _ = le_set_client(handle, Unmanaged.passUnretained(editor).toOpaque())
    _ = le_set_reader(handle) { handle, character in
      guard let character, let next = Libedit.editor(of: handle)?.nextCharacter() else { return -1 }
      character.pointee = next
      return 1
    }
    _ = le_set_prompt(handle) { Libedit.editor(of: $0)?.promptForLibedit }
  }

  static func editor(of handle: OpaquePointer?) -> Editor? {
    guard let handle, let client = le_client(handle) else { return nil }
    return Unmanaged<Editor>.fromOpaque(client).takeUnretainedValue()
  }

  // MARK: Reading

  /// Reads one line, with libedit's whole editing.
  func read() -> Read {
    var count: Int32 = 0
    guard let line = el_wgets(handle, &count) else { return count == 0 ? .end : .aborted }
    var text = Libedit.scalars(line, Int(count))
    if text.last == "\n" { text.removeLast() }
    return .line(Libedit.string(text))
  }

  /// The line being edited and the cursor, in scalars.
  var line: (text: [Unicode.Scalar], cursor: Int) {
    guard let info = el_wline(handle)?.pointee, let start = info.buffer else { return ([], 0) }
    let count = info.lastchar.map { $0 - start } ?? 0
    return (Libedit.scalars(start, count), info.cursor.map { min($0 - start, count) } ?? 0)
  }

  /// The same, to come back to.
  var state: UndoTrail.State {
    let (text, cursor) = line
    return UndoTrail.State(text: text, cursor: cursor)
  }

  // MARK: Changing the line

  func insert(_ text: String) {
    _ = Libedit.withWide(text) { el_winsertstr(handle, $0) }
  }

  /// Removes scalars before the cursor.
  func delete(before count: Int) { el_deletestr(handle, Int32(count)) }

  func moveCursor(by count: Int) { _ = el_cursor(handle, Int32(count)) }

  /// Puts another text in place of the line, the cursor at its end or where it is told.
  func replaceLine(_ text: String, cursor: Int? = nil) {
    // el_wreplacestr refuses an empty text.
    moveCursor(by: Int(Int32.max / 2))
    delete(before: line.text.count)
    insert(text)
    if let cursor { moveCursor(by: cursor - line.cursor) }
  }

  // MARK: Drawing

  /// Draws prompt and line from column 0 of a row that is empty, as are those below.
  func redraw() { _ = le_refresh(handle) }

  func resize() { el_resize(handle) }

  func setRaw(_ isRaw: Bool) { _ = le_set_raw(handle, isRaw ? 1 : 0) }

  /// Gives the terminal the modes it had before there was an editor.
  func restoreModes() { tcsetattr(input, TCSADRAIN, &modes) }

  /// Sets the modes that the terminal has between reads.
  func keepKeys() { Terminal.keepKeys(on: input) }

  func beep() { el_beep(handle) }

  // MARK: Binding

  /// Makes a function that keys can be bound to.
  func addFunction(
    _ name: String, help: String,
    _ function: @escaping @convention(c) (OpaquePointer?, Int32) -> UInt8
  ) {
    _ = le_add_function(handle, keep(name), keep(help), function)
  }

  func bind(_ key: String, to function: String, inViCommands: Bool = false) {
    Libedit.withWide(key) { key in
      Libedit.withWide(function) { function in
        _ = inViCommands ? le_bind_alternate(handle, key, function) : le_bind(handle, key, function)
      }
    }
  }

  /// What a key is bound to: libedit prints it.
  func binding(of key: String, inViCommands: Bool = false) -> String {
    frame.capture {
      Libedit.withWide(key) { key in
        _ = inViCommands ? le_bind_alternate(handle, key, nil) : le_bind(handle, key, nil)
      }
    }
  }

  func setEditor(_ name: String) { Libedit.withWide(name) { _ = le_set_editor(handle, $0) } }

  /// Runs the commands of `$EDITRC`, else of `~/.editrc`.
  func readConfiguration() { _ = el_source(handle, nil) }

  /// Runs one command of libedit's, `false` if there is none of that name.
  func run(_ words: [String]) -> Bool {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var pointers = copies.map { UnsafePointer<CChar>($0) } + [nil]
    return el_parse(handle, Int32(words.count), &pointers) != -1
  }

  /// Keeps an entry where libedit's own commands find it: vi's `/` and `G`, `history`.
  func addHistory(_ entry: String) {
    guard let history else { return }
    _ = Libedit.withWide(entry) { le_history_add(history, $0) }
  }

  // MARK: Wide characters

  static func withWide<Result>(
    _ text: String, _ body: (UnsafePointer<wchar_t>) -> Result
  ) -> Result {
    let wide = wide(text)
    return wide.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return withWide("", body) }
      return body(start)
    }
  }

  /// A text with the zero at its end; what C would take for one is left out.
  static func wide(_ text: String) -> [wchar_t] {
    text.unicodeScalars.lazy.filter { $0 != "\0" }.map { wchar_t(bitPattern: $0.value) } + [0]
  }

  private func keep(_ text: String) -> UnsafePointer<wchar_t> {
    let wide = Libedit.wide(text)
    let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: wide.count)
    copy.initialize(from: wide, count: wide.count)
    kept.append(copy)
    return UnsafePointer(copy)
  }

  private static func scalars(_ start: UnsafePointer<wchar_t>, _ count: Int) -> [Unicode.Scalar] {
    UnsafeBufferPointer(start: start, count: count).compactMap {
      Unicode.Scalar(UInt32(bitPattern: $0))
    }
  }

  /// Text without the NULs and key codes that quoting a key can leave in a line.
  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.filter { $0 != "\0" && !(0x80...0x9f).contains($0.value) })
    return String(view)
  }
}
