import Foundation
import ProcessEngine
import Trials

/// Sessions full of stubborn processes, each killed at a random moment, or its keeper is; whatever
/// is found of it after a deadline is told.
final class KillSoak {
  /// The latest moment of a kill after the start: by then most sessions have started all they will.
  private static let span = Duration.milliseconds(150)

  private let engine: Engine
  private let settings: SoakSettings
  private let findings: Findings
  private let folder: String
  private var random: SeededRandom
  private var figures = KillFigures()

  private init(
    _ engine: Engine, _ settings: SoakSettings, _ findings: Findings, folder: String
  ) {
    self.folder = folder
    self.engine = engine
    self.settings = settings
    self.findings = findings
    // Not the row that the spawns had.
    random = SeededRandom(seed: settings.seed &+ 1)
  }

  /// Runs it with an engine of its own, and tells the figures. The folders of sessions that are
  /// killed stay, so they have one of ours to be in.
  static func run(_ settings: SoakSettings, _ findings: Findings) throws(SoakFailure) {
    let table = ProcessTable()
    let folder = FileManager.default.temporaryDirectory.appending(path: "soak-\(getpid())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false)
    } catch {
      throw .setup("\(folder): \(error)")
    }
    let before = table.openDescriptors()
    let start = ContinuousClock.now
    do {
      let engine = try Soak.engine("soak-kills-\(getpid())")
      let soak = KillSoak(engine, settings, findings, folder: folder)
      defer { engine.endAll(grace: nil) }
      for number in 0..<settings.kills { try soak.kill(number) }
      soak.figures.tell(ContinuousClock.now - start)
    }
    let lost = table.openDescriptors() - before
    if lost != 0 { try findings.add([.descriptors: lost], "\(lost) descriptors are lost") }
    try findings.add(left: table.children(of: getpid()), "after all kills")
  }

  /// Starts a session, kills it or its keeper, and looks for what is left.
  private func kill(_ number: Int) throws(SoakFailure) {
    let session = StubbornSession(&random, probe: Soak.folder + "/probe")
    let run = KilledRun(
      engine, mark: "PROCLAB_SOAK=kill-\(getpid())-\(number)", session: session,
      folder: folder)
    do throws(SpawnError) {
      try run.start()
    } catch {
      return try findings.add([.ends: 1], "kill \(number): \(error)")
    }
    let half: KilledRun.Half = random.oneIn(2) ? .keeper : .session
    let delay = Duration.microseconds(random.number(below: Int(KillSoak.span / .microseconds(1))))
    let ending = try run.kill(half, after: delay, deadline: settings.deadline)
    figures.add(half, ending)
    guard !ending.problems.isEmpty else { return }
    let problems = ending.problems.map { "\n  \($0)" }.joined()
    try findings.add(
      ending.counts,
      "kill \(number) of the \(half) after \(Soak.seconds(delay)):\(problems)\n\(session.text)")
  }
}
