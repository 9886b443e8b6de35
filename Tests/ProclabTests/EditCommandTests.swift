import Testing

@testable import proclab

/// The one command that is the editor's own.
struct EditCommandTests {
  @Test func `what is wrong with a bind is known before`() {
    func complaint(_ line: String) -> String? {
      EditCommand.complaint(EditCommand.words(line) ?? [])
    }
    for fine in [
      "bind", "bind -v", "bind -a", "bind -l", "bind -a ^T", "bind -s ^T x", "bind -r ^T",
    ] { #expect(complaint(fine) == nil, "\(fine)") }
    #expect(complaint("bind -x") == "'bind' has no option '-x'")
    #expect(complaint("bind -a -xyz k") == "'bind' has no option '-xyz'")
    #expect(complaint("bind -") == "'bind' has no option '-'")
    #expect(complaint("bind -a -r") == "'bind -r' needs a key")
  }

  @Test func `bind is the editor's, with its own quoting`() {
    #expect(EditCommand.words("bind -v") == ["bind", "-v"])
    #expect(EditCommand.words("bind '\\e[A' \"a b\"") == ["bind", "\\e[A", "a b"])
    #expect(EditCommand.words("binding x") == nil)
  }
}
