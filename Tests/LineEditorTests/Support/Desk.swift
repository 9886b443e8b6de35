import Glibc

@testable import LineEditor

/// A terminal with an editor at one end and a person at the other, on one thread.
///
/// The person acts whenever the editor waits: an editor in a test can neither hang nor race.
final class Desk {
  enum Act {
    case type(String)
    case bytes([UInt8])
    case wake(Wake)
    case resize(columns: Int)
    case look((Desk) -> Void)
  }

  private(set) var screen: Screen
  private let person: Int32
  let terminal: Int32
  private var acts: ArraySlice<Act> = []
  private let host: Host
  private var made: Editor?
  /// Made only when it is needed: a test that needs none may run beside others.
  private var editor: Editor? {
    made = made ?? Editor(programName: "desk", input: terminal, output: terminal, host: host)
    return made
  }

  /// Leads from the host, which is made first, to the desk.
  private final class Visitor {
    weak var desk: Desk?
  }

  static let environment: Void = {
    setenv("TERM", "xterm-256color", 1)
    setenv("LC_ALL", "C.UTF-8", 1)
    setenv("EDITRC", "/dev/null", 1)
    Libedit.setLocale()
  }()

  init(rows: Int = 12, columns: Int = 40, configure: (inout Host) -> Void = { _ in }) {
    Desk.environment
    person = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK)
    // unlockpt and ptsname are hidden from Swift: TIOCSPTLCK and TIOCGPTPEER do their work.
    var isLocked: Int32 = 0
    _ = ioctl(person, 0x4004_5431, &isLocked)
    terminal = ioctl(person, 0x5441, O_RDWR | O_NOCTTY)
    screen = Screen(rows: rows, columns: columns)
    let visitor = Visitor()
    var host = Host(prompt: { "> " }, wait: { visitor.desk?.wait() ?? .end })
    host.usesColour = { false }
    configure(&host)
    self.host = host
    visitor.desk = self
    setSize(rows: rows, columns: columns)
  }

  deinit {
    made = nil
    close(person)
    close(terminal)
  }

  /// Reads an entry while the person does what is listed; then the terminal hangs up.
  func read(_ acts: Act..., prefilled: String = "") -> Line? { read(acts, prefilled: prefilled) }

  func read(_ acts: [Act], prefilled: String = "") -> Line? {
    self.acts = acts[...]
    let line = editor?.readLine(prefilled: prefilled)
    drain()
    return line
  }

  /// What the screen shows after some acts, the entry left unfinished.
  func screen(after acts: Act..., prefilled: String = "") -> String {
    var text = ""
    self.acts = acts + [.look { text = $0.screen.text }]
    _ = editor?.readLine(prefilled: prefilled)
    drain()
    return text
  }

  func add(_ entries: String...) { for entry in entries { editor?.addHistory(entry) } }

  func run(_ words: String...) -> Bool? {
    defer { drain() }
    return editor?.runEditCommand(words)
  }

  /// The screen after all that was written so far, by whomever.
  var shown: Screen {
    drain()
    return screen
  }

  /// Whether the terminal collects lines, as outside a read.
  var isCooked: Bool { modes.c_lflag & tcflag_t(ICANON) != 0 }

  /// Whether the terminal shows what is typed, as outside an editor.
  var isEchoing: Bool { modes.c_lflag & tcflag_t(ECHO) != 0 }

  /// Whether a key ends the program, or holds up what is shown, as outside an editor.
  var hasDangerousKeys: Bool {
    let modes = modes
    let quits = withUnsafeBytes(of: modes.c_cc) { $0[Int(VQUIT)] != 0 }
    return quits || modes.c_iflag & tcflag_t(IXON) != 0
  }

  /// Ends the editor, as a program does that ends.
  func endEditor() { made = nil }

  private var modes: termios {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return modes
  }

  private func wait() -> Wake {
    var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    if poll(&descriptor, 1, 0) > 0 { return .input }
    drain()
    while let act = acts.popFirst() {
      switch act {
      case .type(let text): return send(Array(text.utf8))
      case .bytes(let bytes): return send(bytes)
      case .wake(let wake): return wake
      case .resize(let columns):
        screen.resize(columns: columns)
        setSize(rows: 12, columns: columns)
        return .resized
      case .look(let look): look(self)
      }
    }
    return .end
  }

  private func send(_ bytes: [UInt8]) -> Wake {
    Terminal.write(bytes, to: person)
    return .input
  }

  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var bytes: [UInt8] = []
    while true {
      let count = Glibc.read(person, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    screen.feed(bytes)
  }

  private func setSize(rows: Int, columns: Int) {
    var size: [UInt16] = [UInt16(rows), UInt16(columns), 0, 0]
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }
}
