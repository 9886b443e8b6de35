import Testing

@testable import LineEditor

@Suite struct KeyListTests {
  @Test func keysHaveTheirNames() {
    #expect(
      KeyList.cleaned("\"^A\"           ->  ed-move-to-beg\n\"^Á\"          ->  older\n")
        == "\"^A\"           ->  ed-move-to-beg\nup             ->  older\n")
    #expect(KeyList.cleaned("\"^È\"          ->  x") == "wordLeft       ->  x")
  }

  @Test func whatNobodyCanPressIsLeftOut() {
    #expect(
      KeyList.cleaned(
        "\"^@\"           ->  w\n\"^À\"          ->  is undefined\n\"^[[A\"         ->  x\n\"^[f\"          ->  y\n"
          + "Arrow key bindings\nup             ->  z\n")
        == "\"^[f\"          ->  y\n")
  }
}
