import Language
import Testing

/// What is offered for a word that is none of ours.
struct SuggestionTests {
  private let verbs = [
    "worker", "new", "start", "spawn", "run", "restart", "forget", "terminate", "kill", "signal",
    "pause", "resume", "stop", "join", "sleep", "expect", "send", "close", "output", "attach",
    "print",
    "ps", "show", "tree", "events", "timeline", "stats", "check", "for", "repeat", "after", "log",
    "set", "cd", "source", "save", "require", "help", "history", "quit", "exit",
  ]

  @Test(arguments: [
    ("tremble", "terminate"), ("termiante", "terminate"), ("term", "terminate"), ("kil", "kill"),
    ("klil", "kill"), ("spwan", "spawn"), ("spawm", "spawn"), ("jion", "join"), ("prnt", "print"),
    ("prinnt", "print"), ("resmue", "resume"), ("timelien", "timeline"), ("PS", "ps"),
    ("Kill", "kill"),
    ("stpo", "stop"), ("repaet", "repeat"), ("hist", "history"), ("sp", "spawn"), ("pts", "ps"),
    ("Resta", "restart"),
  ])
  func aSlipLeadsToItsVerb(typed: String, meant: String) {
    #expect(nearest(to: typed, among: verbs) == meant)
  }

  @Test(arguments: [
    "", "x", "?", "xyz", "zzzzzz", "qqq", "42", "notebook", "multiprocessing", "进程", "-9",
  ])
  func aFarWordLeadsNowhere(typed: String) {
    #expect(nearest(to: typed, among: verbs) == nil)
  }

  @Test func handlesAreFoundToo() {
    #expect(nearest(to: "cta", among: ["cat", "dog", "worker-a"]) == "cat")
    #expect(nearest(to: "worker", among: ["cat", "dog", "worker-a"]) == "worker-a")
    #expect(nearest(to: "p", among: ["t"]) == nil)
    #expect(nearest(to: "cat", among: []) == nil)
    #expect(nearest(to: "cat", among: ["cat"]) == nil)
  }

  @Test func ofTwoEquallyNearTheFirstIsOffered() {
    #expect(nearest(to: "w3", among: ["w1", "w2"]) == "w1")
  }

  @Test func theHintIsAQuestion() {
    #expect(didYouMean("tremble", among: verbs) == "did you mean 'terminate'?")
    #expect(didYouMean("xyz", among: verbs) == nil)
  }
}
