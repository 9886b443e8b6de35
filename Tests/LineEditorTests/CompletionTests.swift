import Testing

@testable import LineEditor

@Suite struct CompletionTests {
  @Test(arguments: [
    ([], ""), (["start"], "start"), (["start", "stop"], "st"), (["a", "b"], ""),
    (["日本", "日曜"], "日"), (["e\u{301}a", "e\u{301}b"], "e\u{301}"),
  ])
  func theCommonPrefixIsFound(texts: [String], prefix: String) {
    let completion = Completion(range: 0..<0, candidates: texts.map { Candidate($0) })
    #expect(completion.commonPrefix == prefix)
  }
}
