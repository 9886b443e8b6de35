import Testing

@testable import LineEditor

/// The editor in a terminal, by keys and by what the screen shows.
///
/// Serialized: libedit keeps its terminal in a global.
@Suite(.serialized) struct EditorTests {
  // MARK: Lines

  @Test func aLineIsReadAndTheTerminalGivenBack() {
    let desk = Desk()
    var wasCooked = true
    let line = desk.read(.type("start a"), .look { wasCooked = $0.isCooked }, .type("\r"))
    #expect(line == .text("start a"))
    #expect(!wasCooked)
    #expect(desk.screen.text == "> start a")
    #expect(desk.isCooked)
    #expect(!desk.screen.isPasteBracketed)
  }

  @Test func keysTypedBetweenReadsAreNotEchoed() {
    let desk = Desk()
    #expect(desk.isEchoing)
    #expect(desk.read(.type("start a\r")) == .text("start a"))
    #expect(!desk.isEchoing)
    desk.endEditor()
    #expect(desk.isEchoing)
  }

  @Test func noKeyEndsOrFreezesTheProgramButOutsideAnEditor() {
    let desk = Desk()
    #expect(desk.hasDangerousKeys)
    var hadAny: [Bool] = []
    for _ in 0..<2 {
      let line = desk.read(
        .type("a\u{1c}\u{13}"), .look { hadAny.append($0.hasDangerousKeys) }, .type("b\r"))
      #expect(line == .text("ab"))
      hadAny.append(desk.hasDangerousKeys)
    }
    #expect(hadAny == [false, false, false, false])
    desk.endEditor()
    #expect(desk.hasDangerousKeys)
  }

  @Test func anIncompleteEntryContinues() {
    let desk = Desk { $0.isIncomplete = { $0.hasPrefix("{") && !$0.hasSuffix("}") } }
    #expect(desk.read(.type("{\r"), .type("a\r"), .type("}\r")) == .text("{\na\n}"))
    #expect(desk.screen.text == "> {\n  a\n  }")
  }

  @Test func prefilledTextCanBeEdited() {
    let desk = Desk()
    #expect(desk.read(.type("!\r"), prefilled: "日本 two") == .text("日本 two!"))
  }

  @Test func aKeyMayTakeThePlaceOfAGivenTextThatNobodyTouched() {
    let desk = Desk {
      $0.replacesGiven = { $0 == ":" }
      $0.isIncomplete = { $0.hasSuffix("{") }
    }
    #expect(desk.read(.type(":skip\r"), prefilled: "print one") == .text(":skip"))
    #expect(desk.screen.text == "> :skip")
    #expect(desk.read(.type(":a\r"), prefilled: "{\n  b\n}") == .text(":a"))
    #expect(desk.screen.text == "> :skip\n> :a")
    #expect(desk.read(.type("::\r"), prefilled: "a") == .text("::"))
    // Notices do not touch it, an edit does, and so does the cursor elsewhere.
    #expect(desk.read(.wake(.notices(["n"])), .type(":\r"), prefilled: "a") == .text(":"))
    #expect(desk.read(.type("x\u{7f}:\r"), prefilled: "a") == .text("a:"))
    #expect(desk.read(.type("\u{2}:\r"), prefilled: "a") == .text(":a"))
    #expect(desk.read(.type(":\r")) == .text(":"))
  }

  @Test func controlDEndsOnAGivenTextThatNobodyTouched() {
    let desk = Desk()
    #expect(desk.read(.type("\u{4}"), prefilled: "{\n  b\n}") == .endOfInput)
    #expect(desk.screen.text == "> ^D")
    #expect(desk.read(.type("\u{2}\u{4}\r"), prefilled: "ab") == .text("a"))
  }

  @Test func keysTypedAheadBelongToTheNextLine() {
    let desk = Desk()
    #expect(desk.read(.type("one\rtwo\r")) == .text("one"))
    #expect(desk.read() == .text("two"))
  }

  // MARK: Ends

  @Test func controlCCancels() {
    let desk = Desk()
    #expect(desk.read(.type("half"), .wake(.interrupt)) == .interrupted)
    #expect(desk.screen.text == "> half^C")
    #expect(desk.screen.column == 0)
    #expect(desk.isCooked)
  }

  @Test func controlCCancelsFromWithinAVariableCommand() {
    let desk = Desk()
    #expect(desk.read(.type("ab\u{16}"), .wake(.interrupt)) == .interrupted)
    #expect(desk.isCooked)
  }

  @Test func controlDEndsOnAnEmptyLineOnly() {
    let desk = Desk { $0.isIncomplete = { $0 == "{" } }
    #expect(desk.read(.type("\u{4}")) == .endOfInput)
    #expect(desk.read(.type("a\u{4}\r")) == .text("a"))
    #expect(desk.read(.type("{\r"), .type("\u{4}")) == .interrupted)
  }

  @Test func anEndUnwindsAtOnce() {
    let desk = Desk()
    #expect(desk.read(.type("half"), .wake(.end)) == .endOfInput)
    #expect(desk.isCooked)
  }

  @Test func suspendingGivesTheTerminalBackMeanwhile() {
    var desk: Desk?
    var wasCooked = false
    desk = Desk { $0.suspend = { wasCooked = desk?.isCooked == true && desk?.isEchoing == true } }
    let line = desk?.read(
      .type("half"), .wake(.suspend), .look { #expect(!$0.isCooked) }, .type(" done\r"))
    #expect(line == .text("half done"))
    #expect(wasCooked)
    #expect(desk?.screen.text == "> half\n> half done")
  }

  // MARK: Notices

  @Test func noticesAppearAboveALineWithTheCursorInItsMiddle() {
    let desk = Desk()
    #expect(
      desk.screen(after: .type("one two\u{1b}[D\u{1b}[D"), .wake(.notices(["n 日本", "m"])))
        == "n 日本\nm\n> one two")
    #expect(desk.screen.text.hasPrefix("n 日本\nm\n> one two"))
    #expect(
      desk.read(.type("\u{1b}[D"), .wake(.notices(["x"])), .type("-\r"), prefilled: "ab")
        == .text("a-b"))
  }

  @Test func noticesAppearAboveAWrappedLine() {
    let desk = Desk(columns: 10)
    #expect(
      desk.screen(after: .type("0123456789日本語の\u{1}"), .wake(.notices(["n"])))
        == "n\n> 01234567\n89日本語の")
    let full = desk.screen(after: .type("01234567"), .wake(.notices(["m"])))
    #expect(full.hasSuffix("m\n> 01234567"))
  }

  @Test func noticesAppearAboveAWholeBlock() {
    let desk = Desk { $0.isIncomplete = { _ in true } }
    #expect(
      desk.screen(after: .type("{\r"), .type("a"), .wake(.notices(["n"])), .type("b"))
        == "n\n> {\n  ab")
  }

  @Test func noticesAppearAboveARecalledBlock() {
    let desk = Desk()
    desk.add("{\n a\n}")
    #expect(desk.screen(after: .type("\u{10}\u{1}"), .wake(.notices(["n"]))) == "n\n> {\n a\n}")
  }

  @Test func noticesAppearWhileSearching() {
    let desk = Desk()
    desk.add("start one", "other")
    #expect(
      desk.screen(after: .type("\u{12}one"), .wake(.notices(["n"])))
        == "n\n> start one\nsearch: one")
  }

  @Test func noticesChangeThePrompt() {
    var count = 0
    let desk = Desk { $0.prompt = { "\(count)> " } }
    let text = desk.screen(
      after: .type("ab"), .look { _ in count = 10 }, .wake(.notices(["n"])), .type("c"))
    #expect(text == "n\n10> abc")
  }

  // MARK: History

  @Test func upWalksThroughWhatBeginsLikeTheLine() {
    let desk = Desk()
    desk.add("start a", "stop a", "start b")
    #expect(desk.read(.type("sta\u{1b}[A\u{1b}[A\r")) == .text("start a"))
    #expect(desk.read(.type("sta\u{1b}OA\u{1b}OB!\r")) == .text("sta!"))
  }

  @Test func aLongEntryComesBackWhole() {
    let desk = Desk(rows: 40, columns: 80)
    let long = String(repeating: "0123456789", count: 150)
    desk.add(long)
    #expect(desk.read(.type("\u{10}!\r")) == .text(long + "!"))
  }

  @Test func upMovesWithinLinesThatWerePasted() {
    let desk = Desk()
    #expect(
      desk.read(.type("\u{1b}[200~ab\rcd\u{1b}[201~\u{10}!\r")) == .text("ab!\ncd"))
  }

  @Test func upMovesWithinARecalledBlockOnceTheCursorWasMoved() {
    let desk = Desk()
    desk.add("older", "{\n ab\n}")
    // Where recall has left the cursor, Up walks on.
    #expect(desk.read(.type("\u{10}\u{10}\r")) == .text("older"))
    #expect(desk.read(.type("\u{10}\u{2}\u{10}X\r")) == .text("{\nX ab\n}"))
    // At its first row Up goes on, and Down comes back, to the end of the block.
    #expect(desk.read(.type("\u{10}\u{2}\u{10}\u{10}\u{10}!\r")) == .text("older!"))
    #expect(desk.read(.type("\u{10}\u{2}\u{10}\u{10}\u{10}\u{e}\u{e}!\r")) == .text("!"))
    #expect(desk.read(.type("\u{10}\u{2}\u{10}\u{e}\u{5}!\r")) == .text("{\n ab\n}!"))
    #expect(desk.run("bind", "-v") == true)
    #expect(desk.read(.type("\u{1b}"), .type("kk\r")) == .text("older"))
    #expect(desk.read(.type("\u{1b}"), .type("khkiX\r")) == .text("{X\n ab\n}"))
  }

  @Test func searchFindsOlderEntriesAndCanBeLeft() {
    let desk = Desk()
    desk.add("start [a", "stop", "start [b")
    #expect(desk.read(.type("\u{12}[\u{12}\r")) == .text("start [a"))
    #expect(desk.read(.type("x\u{12}sto\u{7}!\r")) == .text("x!"))
    #expect(desk.screen(after: .type("\u{12}none")).hasSuffix("not found: none"))
  }

  // MARK: Completion and suggestion

  @Test func tabCompletesAndLists() {
    let desk = Desk { host in
      host.complete = { text, cursor in
        let fitting = ["start", "stop", "日本", "日曜"].filter { $0.hasPrefix(text) }
        return Completion(range: 0..<cursor, candidates: fitting.map { Candidate($0) })
      }
    }
    #expect(desk.screen(after: .type("s\t")) == "> st\nstart  stop")
    #expect(desk.screen(after: .type("日\t")).hasSuffix("> 日\n日本  日曜"))
    #expect(desk.read(.type("st\t"), .type("a\t!\r")) == .text("start !"))
    #expect(desk.screen.text.hasSuffix("> start !"))
  }

  @Test func tabShowsUsage() {
    let desk = Desk {
      $0.complete = { _, cursor in Completion(range: cursor..<cursor, hint: "start PROGRAM") }
    }
    #expect(desk.screen(after: .type("start \t")) == "> start\nstart PROGRAM")
    #expect(desk.screen(after: .type("start \tx")).hasSuffix("> start x"))
  }

  @Test func aSuggestionIsShownAndTaken() {
    let desk = Desk { $0.usesColour = { true } }
    desk.add("start 日本", "join x")
    var shown = ""
    let line = desk.read(.type("sta"), .look { shown = $0.screen.styledText }, .type("\u{1b}[C\r"))
    #expect(shown == "> sta{2}rt 日本{}")
    #expect(line == .text("start 日本"))
    #expect(desk.read(.type("sta\u{5}\r")) == .text("start 日本"))
    #expect(desk.read(.type("sta\u{1b}[D\u{1b}[Cx\u{2}\u{1b}[C\r")) == .text("stax"))
  }

  @Test func whatNobodyTypedSuggestsNothing() {
    let desk = Desk { $0.usesColour = { true } }
    desk.add("start all", "stop all", "start all day")
    var shown: [String] = []
    let look = Desk.Act.look { desk in
      shown.append(desk.screen.styledText.split(separator: "\n").last.map(String.init) ?? "")
    }
    let given = desk.read(look, .type("t"), look, .type("\r"), prefilled: "s")
    #expect(given == .text("st"))
    #expect(shown == ["> s", "> st{2}art all day{}"])
    shown = []
    let recalled = desk.read(
      .type("start"), look, .type("\u{10}\u{10}"), look, .type("\u{e}\u{e}"), look,
      .type("\u{12}t all\u{12}"), look, .type("\u{1b}"), .type("\u{5}"), look,
      .type("l\u{7f}"), look, .type("\r"))
    #expect(recalled == .text("start all"))
    #expect(
      shown == [
        "> start{2} all day{}", "> start all", "> start{2} all day{}", "{2}search: t all{}",
        "> start all", "> start all{2} day{}",
      ])
  }

  @Test func aHintThatIsTooLongIsMarked() {
    let desk = Desk(columns: 12) { $0.hint = { _, _ in "start PROGRAM" } }
    #expect(desk.screen(after: .type("a")) == "> a\nstart PROG…")
  }

  @Test func aHintStandsBelowUntilItNoLongerFits() {
    let desk = Desk { $0.hint = { text, _ in text == "start" ? "start PROGRAM" : nil } }
    #expect(desk.screen(after: .type("start")) == "> start\nstart PROGRAM")
    #expect(desk.read(.type("start"), .type("\r")) == .text("start"))
    #expect(desk.screen.text.hasSuffix("> start"))
  }

  // MARK: Colour

  @Test func wordsAreColouredWhileTyping() {
    let desk = Desk { host in
      host.usesColour = { true }
      host.highlight = { [StyledRange(0..<$0.utf8.count, $0 == "start" ? .green : .red)] }
    }
    var shown: [String] = []
    let line = desk.read(
      .type("star"), .look { shown.append($0.screen.styledText) },
      .type("t"), .look { shown.append($0.screen.styledText) },
      .type("\r"))
    #expect(shown == ["> {31}star{}", "> {32}start{}"])
    #expect(line == .text("start"))
    #expect(desk.screen.styledText == "> {32}start{}")
  }

  @Test func combiningMarksAreShown() {
    let desk = Desk()
    #expect(desk.screen(after: .type("e\u{301}"), .type("x\u{2}"), .type("y")) == "> e\u{301}yx")
    #expect(desk.read(.type("e\u{301}\r")) == .text("e\u{301}"))
  }

  // MARK: Pasting

  @Test func aPasteThatEndsInANewlineIsSubmitted() {
    let desk = Desk()
    #expect(
      desk.read(.type("\u{1b}[200~start a\rjoin a\r\u{1b}[201~")) == .pasted("start a\njoin a"))
    #expect(desk.screen.text == "> start a\n  join a")
    #expect(desk.read(.type("x\u{1b}[200~y\r\u{1b}[201~")) == .text("xy"))
  }

  @Test func anIncompletePasteIsContinued() {
    let desk = Desk { $0.isIncomplete = { !$0.hasSuffix("}") } }
    #expect(desk.read(.type("\u{1b}[200~{\ra\r\u{1b}[201~"), .type("}\r")) == .text("{\na\n}"))
    #expect(desk.screen.text == "> {\n  a\n  }")
  }

  @Test func aPasteWithoutANewlineStaysEditable() {
    let desk = Desk()
    #expect(
      desk.read(.type("\u{1b}[200~a\tb\rc\u{1b}[201~"), .type("!\r")) == .text("a\tb\nc!"))
  }

  @Test func aPasteTallerThanTheScreenKeepsItsLastLineEditable() {
    let desk = Desk()
    let lines = (1...20).map { "line \($0)" }
    let text = lines.joined(separator: "\r")
    #expect(
      desk.read(.type("\u{1b}[200~\(text)\u{1b}[201~"), .type("!\r"))
        == .text(lines.joined(separator: "\n") + "!"))
    #expect(desk.screen.text.hasSuffix("  line 19\n  line 20!"))
  }

  // MARK: Resizing

  @Test func aResizedLineIsDrawnAnew() {
    let desk = Desk(columns: 12)
    #expect(
      desk.screen(after: .type("012345"), .resize(columns: 6), .type("67")) == "> 0123\n4567")
  }

  // MARK: Keys

  @Test func viKeysWork() {
    let desk = Desk()
    #expect(desk.run("bind", "-v") == true)
    #expect(desk.read(.type("abc"), .type("\u{1b}"), .type("0x\r")) == .text("bc"))
    #expect(desk.read(.type("abc\u{1b}[D\u{1b}[D-\r")) == .text("a-bc"))
    desk.add("start a")
    #expect(desk.read(.type("\u{1b}"), .type("\u{1b}"), .type("k\r")) == .text("start a"))
    #expect(desk.read(.type("\u{1b}[3~"), .type("a\r")) == .text("a"))
  }

  @Test func aBindingOfAnUnknownKeyIsHonoured() {
    let desk = Desk()
    #expect(desk.read(.type("\u{1b}[15~a\r")) == .text("a"))
    #expect(desk.run("bind", "-s", "\\e[15~", "five") == true)
    #expect(desk.read(.type("\u{1b}[15~\r")) == .text("five"))
    #expect(desk.run("nonsense") == false)
  }

  @Test func editingIsTakenBackStepByStep() {
    let desk = Desk()
    #expect(desk.read(.type("one two\u{17}x\u{1f}\u{1f}!\r")) == .text("one two!"))
    #expect(desk.read(.type("one\u{1}\u{b}\u{18}\u{15}!\r")) == .text("!one"))
    #expect(desk.read(.type("ab\u{1f}\u{1f}\u{1f}c\r")) == .text("c"))
    #expect(desk.read(.type("\u{1f}x\u{1f}\r"), prefilled: "{\n日\n}") == .text("{\n日\n}"))
    desk.add("start a")
    #expect(desk.read(.type("sta\u{10}\u{1f}\u{12}rt\u{5}\u{1f}\r")) == .text("sta"))
    #expect(desk.read(.type("a\u{1b}[200~b\rc\u{1b}[201~\u{1f}!\r")) == .text("a!"))
  }

  @Test func undoIsOfferedAndNotForced() {
    let desk = Desk()
    #expect(desk.run("bind", "^_", "ed-kill-line") == true)
    #expect(desk.run("bind", "^X^U", "ed-move-to-beg") == true)
    #expect(desk.read(.type("abc\u{18}\u{15}x\u{1f}\r")) == .text("x"))
    #expect(desk.run("bind", "-v") == true)
    #expect(desk.read(.type("abc\u{1b}"), .type("xu\r")) == .text("abc"))
    #expect(desk.read(.type("abc\u{7f}\u{1f}\r")) == .text("abc"))
  }

  @Test func keysAreListedByTheirNames() {
    let desk = Desk(rows: 120, columns: 80)
    #expect(desk.run("bind") == true)
    let shown = desk.screen.text
    #expect(shown.contains("\nup             ->  history-prefix-previous\n"))
    #expect(shown.contains("\n\"^_\"           ->  undo-edit\n"))
    #expect(!shown.contains("Á") && !shown.contains("Arrow"))
  }

  @Test func keysChosenByThePersonStay() {
    let desk = Desk()
    #expect(desk.run("bind", "^R", "ed-kill-line") == true)
    #expect(desk.read(.type("abc\u{1}\u{12}d\r")) == .text("d"))
  }

  @Test func brokenBytesAreDropped() {
    let desk = Desk()
    #expect(
      desk.read(
        .bytes([0x00, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xc2, 0x81, 0x61]),
        .bytes([0x16, 0x00, 0x1b, 0x5b, 0x41]), .type("b\r")) == .text("(ab"))
  }
}
