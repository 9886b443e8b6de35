import Glibc
import Testing
import Trials

@testable import ProcessEngine

extension ByteRing {
  /// Takes more memory.
  fileprivate mutating func grow(to size: Int) {
    if let memory = malloc(size) { move(to: memory, capacity: size) }
  }
}

@Suite struct ByteRingTests {
  /// A ring beside the plain array that it stands for.
  private struct Model: ~Copyable {
    var ring = ByteRing()
    var all: [UInt8] = []

    mutating func put(_ count: Int) {
      let start = all.count
      let put = ring.fill(atMost: count) { memory in
        for index in 0..<count { memory[index] = UInt8(truncatingIfNeeded: (start + index) * 7) }
        return count
      }
      #expect(put == count)
      all += (0..<count).map { UInt8(truncatingIfNeeded: (start + $0) * 7) }
    }

    func check() {
      #expect(ring.total == UInt64(all.count))
      #expect(ring.count <= ring.capacity)
      let kept = ring.bytes(from: 0, upTo: .max)
      #expect(kept == Array(all.suffix(kept.count)) && kept.count == ring.count)
    }
  }

  @Test func itKeepsTheLastBytes() {
    var model = Model()
    model.ring.grow(to: 8)
    model.put(5)
    model.check()
    model.put(3)
    model.check()
    model.put(6)
    model.check()
    #expect(model.ring.dropped == 6 && model.ring.count == 8)
    #expect(model.ring.bytes(from: 7, upTo: 9) == Array(model.all[7..<9]))
    #expect(model.ring.bytes(from: 0, upTo: 5) == [])
    #expect(model.ring.bytes(from: 14, upTo: 20) == [])
  }

  @Test func itGrowsWithoutLosingAnything() {
    var model = Model()
    model.ring.grow(to: 4)
    model.put(4)
    model.put(3)
    model.ring.grow(to: 16)
    model.check()
    #expect(model.ring.dropped == 3)
    let room = model.ring.room(keepingFrom: 0)
    #expect(room == 9)
    model.put(room)
    model.check()
  }

  @Test func whatMustBeKeptIsNotOverwritten() {
    var model = Model()
    model.ring.grow(to: 8)
    model.put(8)
    #expect(model.ring.room(keepingFrom: 0) == 0)
    #expect(model.ring.room(keepingFrom: 8) == 8)
    #expect(model.ring.room(keepingFrom: 6) == 6)
    model.put(6)
    #expect(model.ring.room(keepingFrom: 6) == 0)
    #expect(model.ring.room(keepingFrom: 12) == 2)
  }

  @Test func givenBackItKeepsItsCount() {
    var model = Model()
    model.ring.grow(to: 8)
    model.put(5)
    model.ring.release()
    #expect(model.ring.total == 5 && model.ring.dropped == 5 && model.ring.capacity == 0)
    #expect(model.ring.bytes(from: 0, upTo: .max) == [])
  }

  @Test func withoutMemoryWhatComesIsCounted() {
    var model = Model()
    model.put(model.ring.room(keepingFrom: 0))
    #expect(model.ring.total == 1024 && model.ring.dropped == 1024 && model.ring.capacity == 0)
    model.ring.grow(to: 8)
    model.put(3)
    model.check()
    #expect(model.ring.count == 3)
  }

  @Test func aReaderThatFailsChangesNothing() {
    struct Failure: Error {}
    var ring = ByteRing()
    ring.grow(to: 8)
    #expect(throws: Failure.self) {
      _ = try ring.fill(atMost: 4) { _ throws(Failure) in throw Failure() }
    }
    #expect(ring.total == 0)
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func anySequenceIsLikeTheModel(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var model = Model()
    for _ in 0..<200 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: model.ring.grow(to: model.ring.capacity + Int.random(in: 1...50, using: &random))
      case 1 where Int.random(in: 0..<20, using: &random) == 0: model.ring.release()
      default:
        let protected = UInt64.random(in: 0...model.ring.total, using: &random)
        let room = model.ring.room(keepingFrom: protected)
        if room > 0 { model.put(Int.random(in: 1...room, using: &random)) }
        #expect(
          model.ring.capacity == 0 || model.ring.dropped <= max(protected, model.ring.dropped))
      }
      model.check()
    }
  }
}
