import CProcess
import Glibc
import Interpreter
import Language
import ProcessEngine

/// Makes sessions of this process, and ends them.
enum SessionHost {
  /// What this process itself is told by, instead of being ended or stopped by it.
  private static var caught: [Signal] {
    let ending: [Signal] = [.interrupt, .terminate, .hangup, .quit]
    let rest: [Signal] = [.terminalStop, .continue, .windowChange]
    return ending.filter { !isIgnored($0) } + rest + [keeperDied].compactMap { $0 }
  }

  /// Whether whoever started us wants a signal ignored, as nohup(1) and a shell's `&` do.
  static func isIgnored(_ signal: Signal) -> Bool {
    var action = sigaction()
    guard sigaction(signal.number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The signal by which the keeper's death is heard of.
  static var keeperDied: Signal? { Signal(number: Int32(PROCLAB_KEEPER_DIED)) }

  /// The name of this process's own temporary folder, which no other has.
  static let folder: String = {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    let name = (0..<10).compactMap { _ in letters.randomElement() }
    return "\(temporaryFolders)/proclab-\(String(name))"
  }()

  /// Splits this process into keeper and session; from here on this is the session. The keeper
  /// removes the folder where the session can't.
  ///
  /// To be called before anything has started a thread or a child.
  static func split(folder: String = folder) {
    let split = proclab_keeper_split(true, folder)
    guard split.error != 0 else { return }
    let stage = split.stage.map { String(cString: $0) } ?? "start"
    fail("cannot protect the session (\(stage)): \(String(cString: strerror(split.error)))")
  }

  /// An engine of this process.
  static func engine() -> Engine {
    var options = EngineOptions(runMarker: "\(getpid())", catches: caught)
    // Nobody would end what is left if this process were killed as well.
    options.hurries = [keeperDied].compactMap { $0 }
    do {
      return try Engine(options: options)
    } catch {
      fail("cannot set up the engine: \(error.call): \(String(cString: strerror(error.errno)))")
    }
  }

  /// A session of this process; on the engine of one that was ended, where there was one.
  static func session(
    _ configuration: SessionConfiguration, output: any SessionOutput, engine: Engine? = nil
  ) -> Session {
    var configuration = configuration
    configuration.folder = configuration.folder ?? folder
    return Session(
      engine: engine ?? self.engine(), output: output, configuration: configuration,
      ownPid: getpid())
  }

  /// The environment of this process, as children get it.
  static var environment: [[UInt8]] {
    var entries: [[UInt8]] = []
    var next = environ
    while let entry = next.pointee {
      entries.append(
        Array(UnsafeBufferPointer(start: entry, count: strlen(entry)).map(UInt8.init(bitPattern:))))
      next += 1
    }
    return entries.filter { !$0.starts(with: "PROCLAB_RUN=".utf8) }
  }

  /// Ends all that a session started, and then this process by the signal that it was sent.
  static func end(_ session: Session, by signal: Signal) -> Never {
    let isUnguarded = signal == keeperDied
    session.endEverything(grace: isUnguarded ? nil : .seconds(2))
    dieBySignal(isUnguarded ? SIGKILL : signal.number)
  }

  /// Ends this process by a signal, as whoever sent it expects to see.
  static func dieBySignal(_ number: Int32) -> Never {
    Glibc.signal(number, SIG_DFL)
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, number)
    kill(getpid(), number)
    sigprocmask(SIG_UNBLOCK, &mask, nil)
    exit(128 + number)
  }

  /// Says why nothing can be done, and ends.
  static func fail(_ message: String, _ status: ToolStatus = .fault) -> Never {
    let writer = Writer(2)
    writer.line("proclab: \(message)")
    writer.flush()
    exit(status.rawValue)
  }
}
