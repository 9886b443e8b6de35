import Glibc
import ProcessEngine
import Trials

/// The engine and the tool over a long time: spawns by the hundred thousand whose ends are planned,
/// and sessions killed at any moment, of which nothing may be left.
///
/// The exit status is 0 when all was as it should be, 1 when something was not, 2 for a setting
/// that can't be, 130 when it was interrupted.
@main enum Soak {
  static func main() {
    let settings: SoakSettings
    do throws(BadSetting) {
      settings = try SoakSettings()
    } catch {
      fail(error.message, 2)
    }
    do throws(SoakFailure) {
      let findings = Findings()
      print("seed \(settings.seed)")
      fflush(nil)
      if settings.spawns > 0 { try SpawnSoak.run(settings, findings) }
      fflush(nil)
      if settings.kills > 0 { try KillSoak.run(settings, findings) }
      print(findings.summary)
      exit(findings.isEmpty ? 0 : 1)
    } catch {
      switch error {
      case .setup(let text): fail(text, 1)
      case .interrupted: fail("interrupted", 130)
      case .enough: fail("so much is wrong that more would tell nothing", 1)
      }
    }
  }

  /// The folder of this program, where the tool and the probe are too.
  static let folder: String = {
    guard let path = realpath("/proc/self/exe", nil) else { fail("/proc is missing", 1) }
    defer { free(path) }
    let own = String(cString: path)
    return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)])
  }()

  /// An engine that can be interrupted.
  static func engine(_ marker: String) throws(SoakFailure) -> Engine {
    do throws(EngineError) {
      let catches: [Signal] = [.interrupt, .terminate, .hangup]
      return try Engine(options: EngineOptions(runMarker: marker, catches: catches))
    } catch {
      throw .setup("\(error.call): errno \(error.errno)")
    }
  }

  /// A duration for people.
  static func seconds(_ duration: Duration) -> String {
    let milliseconds = Int((duration / .milliseconds(1)).rounded())
    return milliseconds < 1_000
      ? "\(milliseconds)ms" : "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100)s"
  }

  private static func fail(_ text: String, _ status: Int32) -> Never {
    print("soak: \(text)")
    exit(status)
  }
}
