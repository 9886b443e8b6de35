import Testing

@testable import LineEditor

@Suite struct PromptTests {
  init() { Desk.environment }

  @Test func escapesAreMarkedAndTakeNoRoom() {
    let prompt = Prompt("\u{1b}[1m\u{1b}[32mlab\u{1b}[0m 2▸ ", usesColour: true)
    #expect(prompt.visible == "lab 2▸ ")
    #expect(prompt.marked == "\u{1}\u{1b}[1m\u{1b}[32m\u{1}lab\u{1}\u{1b}[0m\u{1} 2▸ ")
    #expect(prompt.styled == "\u{1b}[1m\u{1b}[32mlab\u{1b}[0m 2▸ ")
  }

  @Test func anEscapeAtTheEndGoesBeforeTheLastScalar() {
    #expect(Prompt("\u{1b}[1mlab> \u{1b}[0m", usesColour: true).styled == "\u{1b}[1mlab>\u{1b}[0m ")
  }

  @Test func withoutColourEscapesAreLeftOut() {
    #expect(Prompt("\u{1b}[1mlab\u{1b}[0m> ", usesColour: false).marked == "lab> ")
  }

  @Test func controlsAndBrokenEscapesAreLeftOut() {
    #expect(Prompt("a\nb\u{1}c\u{1b}d> ", usesColour: true).marked == "abcd> ")
    #expect(Prompt("", usesColour: true).marked.isEmpty)
  }
}
