import Testing

@testable import Language

/// Braces: which are interpolations, and which are plain text.
struct InterpolationTests {
  @Test func namesAttributesAndFormats() {
    #expect(
      read("print {t} {t.pid} {w.1} {w.1.pid} {1} {12}")
        == "print «t» «t.pid» «w.1» «w.1.pid» «1» «12»")
    #expect(
      read("print {j.name:>15} {j:<3} {j:*^9.2} {j:8} {j:.3}")
        == "print «j.name: >15» «j: <3» «j:*^9.2» «j:8» «j:0.3»")
    #expect(
      read("print {worker-a} {exit_code} {dir}/x{here}")
        == "print «worker-a» «exit_code» «dir»/x«here»")
  }

  @Test func doubleQuotesInterpolateToo() {
    #expect(
      read(#"print "{j.name:>15} exitcode={j.exitcode}""#)
        == "print «j.name: >15»‹ exitcode=›«j.exitcode»")
    #expect(read(#"print "{x: >5}" "{x::^7}" "{x:>>5}""#) == "print «x: >5»‹› «x::^7»‹› «x:>>5»‹›")
  }

  @Test func bracesOfOtherShapesAreText() {
    #expect(read(#"run find . -exec ls {} \;"#) == "run find . -exec ls {} ‹;›")
    #expect(read("run awk '{print $1}'") == "run awk ‹{print $1}›")
    #expect(
      read(#"print {"a":1} {a,b} {} { } {a b} {a.} {.a} {a..b} {1.x} {-a} {_a}"#)
        == #"print {‹a›:1} {a,b} {} { } {a b} {a.} {.a} {a..b} {1.x} {-a} {_a}"#)
    #expect(
      read(#"print '{"a":1}' "{a,b}" "{a b}" "{" "}""#)
        == #"print ‹{"a":1}› ‹{a,b}› ‹{a b}› ‹{› ‹}›"#)
    #expect(
      read("print {x:foo} {x:>} {x:5x} {x!r} {a[0]} {x:.+5} {x:.-0}")
        == "print {x:foo} «x: >0» {x:5x} {x!r} {a[0]} {x:.+5} {x:.-0}")
  }

  @Test func aBareInterpolationHoldsNoBlank() {
    #expect(read("print {x: >5}") == "print {x: >5}")
    #expect(words("print {x: >5}").count == 3)
    #expect(read("print {x;y}") == "print {x; y}")
  }

  @Test func bracesInBraces() {
    #expect(read("print {{x}} {a{b}c}") == "print {«x»} {a«b»c}")
    #expect(read(#"print "{{x}}""#) == "print ‹{›«x»‹}›")
  }

  @Test func anOpenBraceIsText() {
    #expect(read("print {x\nprint \"{x\" y}") == "print {x\nprint ‹{x› y}")
    #expect(read("print {") == "print {")
  }

  @Test func namesMayBeOfAnyScript() {
    #expect(read("print {größe} {进程.pid}") == "print «größe» «进程.pid»")
  }

  @Test func placesIncludeTheBraces() {
    let text = "print a{t.pid:>5}b"
    guard case .interpolation(let interpolation) = words(text).last?.pieces[1] else {
      Issue.record("no interpolation")
      return
    }
    #expect(Source(text).text(interpolation.span) == "{t.pid:>5}")
  }
}
