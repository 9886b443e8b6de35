/// A captured output stream: our end of the pipe, what is kept of it, and how far it has come.
struct Capture: ~Copyable {
  /// Our end, nil once it is closed.
  var descriptor: Int32?
  /// What is kept.
  var ring = ByteRing()
  /// How much had come when the child's end was seen.
  var endMark: UInt64?
  /// Where the stream must come to before the child's end may be told.
  var drainTarget: UInt64?
  /// Whether the loop tells only of what is new: a terminal whose other side nobody holds.
  var hearsNewsOnly = false
  /// What it brought lately, to tell a flood by.
  var inflow = Inflow()
  /// Whether the last read found nothing.
  var isDrained = false
  /// The round of the loop that read last, and how much had come before it. What one round reads
  /// is never overwritten in the same round, so that whoever looks between rounds sees every byte.
  private(set) var round = -1
  private(set) var roundStart: UInt64 = 0
  /// Whether this round has told that something came.
  var hasTold = false

  init() {}

  /// What others may see of it.
  var position: StreamPosition {
    var position = StreamPosition()
    position.total = ring.total
    position.dropped = ring.dropped
    position.endMark = endMark
    position.isOpen = descriptor != nil
    return position
  }

  /// Begins a round, unless it has begun.
  mutating func enter(_ round: Int) {
    guard self.round != round else { return }
    self.round = round
    roundStart = ring.total
    hasTold = false
  }

  /// Whether a round has brought something that nobody can have seen yet.
  func isFresh(in round: Int) -> Bool { self.round == round && roundBytes > 0 }

  /// How many bytes this round has brought.
  var roundBytes: Int { Int(ring.total - roundStart) }

  /// How many bytes can be read in one piece without overwriting what this round brought.
  var freeRoom: Int { ring.room(keepingFrom: roundStart) }
}
