import Foundation
import Testing

/// What a person does at a prompt, and what 'save' makes of it: a file that a check accepts, at once
/// and under load.
struct PromptStory {
  /// One thing that a person does, or waits for.
  enum Step {
    /// A line that ends in a prompt.
    case line(String)
    /// A line that waits.
    case enter(String)
    /// Keys by tmux's names.
    case keys([String])
    /// A text on the screen.
    case see(String)
    /// A file that a process makes: what it has written before is in its pipe by then.
    case file(String)
  }

  let steps: [Step]
  /// The whole file, without its first line.
  let saved: String

  init(_ steps: Step..., saved: String) {
    (self.steps, self.saved) = (steps, saved)
  }

  /// Does all of it at a prompt of its own, and gives what was saved and what the screen shows.
  func perform() throws -> (saved: String, screen: String) {
    let terminal = try PromptTerminal(columns: 150, rows: 60)
    for step in steps {
      switch step {
      case .line(let line): try terminal.run(line)
      case .enter(let line): try terminal.enter(line)
      case .keys(let keys): for key in keys { try terminal.press(key) }
      case .see(let text): try terminal.see(text)
      case .file(let name):
        let file = terminal.folder.appending(path: name).path
        try terminal.wait(name) { _ in FileManager.default.fileExists(atPath: file) }
      }
    }
    try terminal.run("save saved.lab")
    let screen = try terminal.see("lines to saved.lab")
    let file = terminal.folder.appending(path: "saved.lab")
    return (try String(contentsOf: file, encoding: .utf8), screen)
  }

  /// Performs stories, and holds what each has saved to what it should be, and to a check.
  static func hold(_ stories: [PromptStory]) throws {
    let shop = try Workshop()
    for (number, story) in stories.enumerated() {
      let saved = try story.perform().saved
      #expect(saved == "# Recorded at the prompt of proclab.\n\(story.saved)\n")
      try shop.write("story\(number + 1).lab", saved)
    }
    let check = try shop.run("check", ".")
    #expect(check.status == 0, "\(check.output)")
    let stressed = try shop.run("check", "--repeat", "5", "--stress", ".")
    #expect(stressed.status == 0, "\(stressed.output)")
  }
}
