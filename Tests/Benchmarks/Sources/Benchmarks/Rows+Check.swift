import Glibc

/// Many small session files on two cores.
extension Settings {
  private static let files = 200
  private static let children = ["echo hello; exit 3", "echo one; echo two >&2", "sleep 0.02"]

  /// The bare cost: the same children, started by two loops in C at once.
  func check() throws -> [Row] {
    let folder = try SampleFolder(count: Settings.files, Settings.children)
    let half = Settings.files / 2
    let bare = Settings.children.map { "\(floor) \(half) /bin/sh -c '\($0)' || :" }
      .joined(separator: "; ")
    let pairs = try Pairs(
      max(3, pairs / 2),
      { try Command(tool, "check", "-j", "2", folder.path).run().seconds },
      { try Command.shell("{ \(bare); } & { \(bare); } & wait").run().seconds })
    return [
      Row(
        what: "check of \(Settings.files) files on two cores, over C", ours: time(pairs.ours),
        peer: time(pairs.other), value: pairs.ratio, bound: .atMost(1.5))
    ]
  }
}

/// A folder of small session files, gone with this object.
private final class SampleFolder {
  let path: String
  private var files: [String] = []

  init(count: Int, _ children: [String]) throws {
    var template = Array("/tmp/proclab-bench.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Complaint("no temporary folder") }
    path = String(cString: made)
    let expected = ["t: hello\n", "t: one\nt err: two\n", ""]
    var text = ""
    for (child, lines) in zip(children, expected) {
      text += "spawn sh '\(child)' as t\njoin t\n"
      text += lines.split(separator: "\n").map { "| \($0)\n" }.joined()
    }
    for number in 0..<count {
      let file = "\(path)/\(number).lab"
      files.append(file)
      guard let stream = fopen(file, "w") else { throw Complaint("cannot write \(file)") }
      fputs(text, stream)
      fclose(stream)
    }
  }

  deinit {
    for file in files { unlink(file) }
    rmdir(path)
  }
}
