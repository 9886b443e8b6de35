/// What a registered descriptor means: a kind and whom it belongs to, never the descriptor's
/// number, which may mean something else by the time the kernel's answer is read.
enum Token: Hashable {
  case exit(ChildID)
  case output(ChildID, Stream)
  case input(ChildID)
  case signals
  case bell
  case watched(Int32)
  case guardian(Int32)

  /// As the kernel keeps it: the kind in the high byte.
  var rawValue: UInt64 {
    switch self {
    case .exit(let id): 1 << 56 | UInt64(id.index)
    case .output(let id, .standardOutput): 2 << 56 | UInt64(id.index)
    case .output(let id, .standardError): 3 << 56 | UInt64(id.index)
    case .input(let id): 4 << 56 | UInt64(id.index)
    case .signals: 5 << 56
    case .bell: 6 << 56
    case .watched(let descriptor): 7 << 56 | UInt64(UInt32(bitPattern: descriptor))
    case .guardian(let pid): 8 << 56 | UInt64(UInt32(bitPattern: pid))
    }
  }

  /// Reads it back; nil for what was never written.
  init?(rawValue: UInt64) {
    let number = Int(rawValue & 0xff_ffff_ffff_ffff)
    let id = ChildID(index: number)
    switch rawValue >> 56 {
    case 1: self = .exit(id)
    case 2: self = .output(id, .standardOutput)
    case 3: self = .output(id, .standardError)
    case 4: self = .input(id)
    case 5: self = .signals
    case 6: self = .bell
    case 7: self = .watched(Int32(truncatingIfNeeded: number))
    case 8: self = .guardian(Int32(truncatingIfNeeded: number))
    default: return nil
    }
  }
}
