import Foundation
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// The programs that the articles show, with all that they print.
  @Suite struct ExampleTests {
    /// Starts one of them, with the environment of the tests: by a pipe, or on a terminal, to which
    /// each line is written at once.
    private func start(
      _ lab: Lab, _ name: String, on terminal: TerminalSize? = nil
    ) throws -> ChildID {
      var launch = Launch(
        ["\(products)/\(name)"],
        environment: ProcessInfo.processInfo.environment.map { "\($0)=\($1)" })
      launch.input = .pipe
      launch.terminal = terminal
      let id = lab.engine.add(launch)
      try lab.engine.start(id)
      return id
    }

    private func check(_ lab: Lab, _ id: ChildID, printed text: String) {
      #expect(lab.join(id) == .exited(0))
      #expect(lab.text(id) == text)
      #expect(lab.text(id, .standardError) == "")
      lab.waitForEmptyTree(id)
      // It left nobody for us to find.
      let adopted = lab.kinds(id).filter { if case .adopted = $0 { true } else { false } }
      #expect(adopted.isEmpty)
    }

    @Test func theFirstChildSaysHello() throws {
      try withLab { lab in
        check(lab, try start(lab, "first-child"), printed: "hello\n")
      }
    }

    @Test func theHouseholdEndsWithItsInput() throws {
      try withLab { lab in
        let id = try start(lab, "household")
        #expect(lab.engine.send(Array("pear\nquince\napple\n".utf8), to: id))
        lab.engine.closeInput(id)
        check(
          lab, id,
          printed: """
            missing: stage exec, errno 2, initial
            sorter: exited with 0
            apple
            pear
            quince
            parent: TERM to 2, ended by TERM
            its tree: empty
            ended by KILL
            exited with 0
            survivors: 0

            """)
      }
    }

    @Test func theHouseholdEndsWithASignal() throws {
      try withLab { lab in
        let id = try start(lab, "household", on: TerminalSize())
        lab.expect("missing: stage exec, errno 2, initial", of: id)
        lab.engine.signal(.terminate, to: id, scope: .only)
        check(
          lab, id,
          printed: """
            missing: stage exec, errno 2, initial
            TERM came
            parent: TERM to 2, ended by TERM
            its tree: empty
            ended by KILL
            ended by TERM
            survivors: 0

            """)
      }
    }
  }
}
