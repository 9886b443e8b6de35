import Foundation
import Testing

@testable import LineEditor

@Suite final class HistoryTests {
  private let folder: String

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  init() {
    var template = Array("/tmp/history-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
  }

  private var path: String { folder + "/state/lab/history" }

  @Test func entriesComeBackInTheNextSession() {
    var first = History(path: path)
    let entries = ["one", "{\n a\\n\n}", "日本 \\ tail\\", "x"]
    for entry in entries { _ = first.add(entry) }
    #expect(History(path: path).entries == entries)
  }

  @Test func neighboursAreNotRepeated() {
    var history = History(path: nil)
    let areNew = ["a", "a", "", "b", "a"].map { history.add($0) }
    #expect(areNew == [true, false, false, true, true])
    #expect(history.entries == ["a", "b", "a"])
  }

  @Test func sessionsAtOnceLoseNothing() {
    var one = History(path: path)
    var two = History(path: path)
    for index in 0..<5 {
      _ = one.add("one \(index)")
      _ = two.add("two \(index)")
    }
    let both = (0..<5).flatMap { ["one \($0)", "two \($0)"] }
    #expect(History(path: path).entries == both)
  }

  @Test func onlyTheOwnerMayReadTheFile() {
    var history = History(path: path)
    _ = history.add("secret")
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o600)
    stat(folder + "/state/lab", &status)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(access(path + ".new", F_OK) == -1)
  }

  @Test func aLinkedFileStaysLinked() {
    symlink("target", folder + "/history")
    creat(folder + "/target", 0o600)
    var history = History(path: folder + "/history")
    _ = history.add("a")
    #expect(History(path: folder + "/target").entries == ["a"])
  }

  @Test func withoutAPlaceToWriteEntriesStayInMemory() {
    creat(folder + "/state", 0o600)
    var history = History(path: path)
    _ = history.add("a")
    #expect(history.entries == ["a"])
    // What could not be written is written as soon as it can be.
    unlink(folder + "/state")
    _ = history.add("b")
    #expect(History(path: path).entries == ["a", "b"])
  }

  @Test func theNewestEntryWithABeginningIsFound() {
    var history = History(path: nil)
    for entry in ["start a", "start b", "stop"] { _ = history.add(entry) }
    #expect(history.latest(startingWith: "sta") == "start b")
    #expect(history.latest(startingWith: "stop") == nil)
  }
}
