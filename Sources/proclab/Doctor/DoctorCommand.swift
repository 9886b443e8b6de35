import ArgumentParser

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Tell what this machine offers, and what follows from it.",
    discussion: """
      Each line is found out by trying. The exit status is 0 when all is there that proclab can't do \
      without, else 1.
      """)

  func run() throws {
    let findings = Examination().findings
    let writer = Writer(1)
    writer.lines(findings.map(\.line))
    writer.flush()
    let isFit = findings.allSatisfy { $0.isThere || !$0.isNeeded }
    throw ToolStatusError(status: isFit ? .ok : .failed)
  }
}
