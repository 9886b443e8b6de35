import Language
import ProcessEngine

extension Session {
  /// Says once that descendants can't be found, where it was tried: what is done then is less than it
  /// says. It doesn't end the line, for what could be done was done.
  func tellOfBlindness() {
    guard !engine.seesDescendants, !hasToldOfBlindness else { return }
    hasToldOfBlindness = true
    reportWithoutPlace(
      Failure("descendants can't be found here: /proc is missing, or doesn't list them"))
  }
}
