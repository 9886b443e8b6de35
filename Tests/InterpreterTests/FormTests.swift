import Testing

@testable import Interpreter

/// The form of a verb is read as a grammar: what help shows is what completion offers.
struct FormTests {
  private func slots(_ forms: [String], _ words: String...) -> Set<Form.Slot> {
    let manual = Manual("verb", .look, forms, "", detail: "", example: "")
    return Form.slots(of: manual, behind: words)
  }

  @Test func `a target may be followed by another, or by a keyword`() {
    let form = ["verb T [only|group|tree]"]
    #expect(slots(form) == [.target])
    #expect(slots(form, "t") == [.target, .keywords(["only", "group", "tree"])])
    #expect(slots(form, "t", "u") == [.target, .keywords(["only", "group", "tree"])])
  }

  @Test func `a keyword ends what may be repeated`() {
    let form = ["verb T [with SIG] [only|group]"]
    #expect(slots(form, "t", "with") == [.signal])
    #expect(slots(form, "t", "with", "INT") == [.keywords(["only", "group"])])
    #expect(slots(form, "t", "only") == [])
    // Where a process must stand first, it may be called as a keyword is.
    #expect(slots(form, "only").contains(.target))
  }

  @Test func `help takes what it knows of`() {
    #expect(slots(["help [VERB|TOPIC]"]) == [.subject])
    #expect(slots(["help [VERB|TOPIC]"], "spawn") == [])
  }

  @Test func `an operator is one of those there are`() {
    let form = ["verb VALUE [OP LITERAL]"]
    let operators = ["==", "!=", "<", "<=", ">", ">=", "contains", "matches"]
    #expect(slots(form, "t.pid") == [.keywords(operators)])
    #expect(slots(form, "t.pid", "==") == [.free])
    #expect(slots(form, "t.pid", "is") == [])
  }

  @Test func `a signal stands where the form has one`() {
    #expect(slots(["verb SIG T"]) == [.signal])
    #expect(slots(["verb SIG T"], "INT") == [.target])
    #expect(slots(["verb T [with SIG]"], "t", "with").contains(.signal))
  }

  @Test func `optional parts may nest, and may be left out`() {
    let form = ["verb CMD… [as H [xN] [with OPTION, …]]"]
    #expect(slots(form) == [.command])
    #expect(slots(form, "cat").isSuperset(of: [.commandWord, .keywords(["as"])]))
    #expect(slots(form, "cat", "as", "c").contains(.keywords(["with"])))
    #expect(slots(form, "cat", "as", "c", "with").contains(.option))
  }

  @Test func `of several forms each that fits counts`() {
    let forms = ["verb style classic|modern", "verb tags on|off"]
    #expect(slots(forms) == [.keywords(["style"]), .keywords(["tags"])])
    #expect(slots(forms, "tags") == [.keywords(["on", "off"])])
    #expect(slots(forms, "tags", "on") == [])
  }

  @Test func `the forms that words may begin`() {
    let forms = ["verb style classic|modern", "verb tags on|off"]
    let manual = Manual("verb", .look, forms, "", detail: "", example: "")
    #expect(Form.forms(of: manual, startingWith: []) == forms)
    #expect(Form.forms(of: manual, startingWith: ["tags"]) == [forms[1]])
    #expect(Form.forms(of: manual, startingWith: ["nothing"]) == forms)
  }

  @Test func `every verb's forms begin with its name and can be read`() {
    for verb in verbs {
      for form in verb.manual.forms {
        #expect(form.split(separator: " ").first == verb.name[...], "\(form)")
      }
      #expect(!verb.manual.summary.isEmpty)
      #expect(!verb.manual.example.isEmpty)
    }
  }
}
