internal import SystemPackage

/// Memory that is asked for in time.
///
/// A Swift program that is refused memory ends at once. So what is large, and can be done without, is
/// taken by a call that may fail, and only where enough is left for all that can't.
extension Engine {
  /// What has to be left for what is small: the records of a child, its events, an error's text.
  static let memoryReserve = 2 << 20
  /// What each event that nobody has taken may still need, being copied; and what each child that
  /// lives may, which is told of in a few events.
  private static let reserveOfEvent = 1 << 10
  private static let reserveOfChild = 8 << 10
  /// How many bytes it takes to show one byte of output, at worst: as an escape code, several times
  /// over.
  private static let displayFactor = 32

  /// Refuses a start while little memory is left, before there is a child.
  func admitByMemory() throws(SpawnError) {
    do throws(Errno) {
      try calls.probeMemory(
        Engine.memoryReserve + leaders.count * Engine.reserveOfChild
          + events.count * Engine.reserveOfEvent, asksAnew: true)
    } catch {
      throw SpawnError(stage: .admission, errno: error.rawValue, limit: memoryLimit)
    }
  }

  /// Memory for a captured stream; nil where there is too little for it to be shown, too. The first
  /// piece, which every child may want, takes of what is reserved.
  func memoryForCapture(_ bytes: Int) -> UnsafeMutableRawPointer? {
    do throws(Errno) {
      try calls.probeMemory(
        bytes + max(Engine.memoryReserve / 4, bytes * Engine.displayFactor), asksAnew: false)
      return try calls.allocate(bytes)
    } catch {
      return nil
    }
  }

  /// The limit that memory has come to an end by, as far as that can be told.
  var memoryLimit: SpawnError.Limit {
    let limits = [Resource.addressSpace, .data].compactMap { try? calls.limit($0).soft }
    return .memory(limits.filter { $0 != .max }.min())
  }
}
