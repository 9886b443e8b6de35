import Foundation
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// A child hangs on the thread that made it, not on the process (prctl(2), PR_SET_PDEATHSIG).
  @Suite struct ThreadTests {
    /// Row 33: the engine makes all of them itself, on the one thread that it is used on.
    @Test func theEndsOfOtherThreadsReachNobody() throws {
      try withLab { lab in
        let id = try lab.start("line", "exit=3") { $0.input = .pipe }
        for _ in 0..<1000 { #expect(inThread { 7 } == 7) }
        lab.engine.poll()
        #expect(lab.engine.child(id).state == .started)
        #expect(lab.engine.send([10], to: id))
        #expect(lab.join(id) == .exited(3))
      }
    }

    /// Row 33: so the end of that thread is the end of its children, unless they are to live on.
    @Test(arguments: [SIGKILL: Signal.kill, SIGTERM: nil])
    func theEndOfItsThreadReachesItsChildren(ending: Int32, deathSignal: Signal?) throws {
      let pid = inThread {
        var launch = Lab.launch("pause")
        launch.parentDeathSignal = deathSignal
        guard let engine = try? Engine(options: EngineOptions(runMarker: "thread-\(getpid())"))
        else { return 0 }
        let id = engine.add(launch)
        return (try? engine.start(id)).flatMap { engine.child(id).pid } ?? 0
      }
      try #require(pid > 0)
      if deathSignal == nil { kill(pid, SIGTERM) }
      let process = try LinuxCalls().openProcess(pid)
      defer { close(process) }
      var end = pollfd(fd: process, events: Int16(POLLIN), revents: 0)
      if poll(&end, 1, patience) == 0 { kill(pid, SIGABRT) }
      var status: Int32 = 0
      #expect(waitpid(pid, &status, 0) == pid)
      #expect(status == ending)
    }

    private final class Work: Sendable {
      let body: @Sendable () -> Int32
      init(_ body: @escaping @Sendable () -> Int32) { self.body = body }
    }

    /// Does something in a thread of its own, and returns after that has ended.
    private func inThread(_ body: @escaping @Sendable () -> Int32) -> Int32 {
      var thread = pthread_t()
      let work = Unmanaged.passRetained(Work(body))
      let error = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
          return UnsafeMutableRawPointer(bitPattern: Int(work.body()))
        }, work.toOpaque())
      guard error == 0 else {
        work.release()
        return 0
      }
      var answer: UnsafeMutableRawPointer?
      pthread_join(thread, &answer)
      return Int32(Int(bitPattern: answer))
    }
  }
}
