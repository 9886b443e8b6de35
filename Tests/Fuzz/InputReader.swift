import Interpreter
import Language
import Replay
import Trials

/// The half that reads: makes input after input and has each read in every way.
struct InputReader {
  private let page: SharedPage
  private let seed: UInt64
  private let maker: InputMaker

  init(_ page: SharedPage, seed: UInt64) {
    self.page = page
    self.seed = seed
    maker = InputMaker(Corpus())
  }

  /// Reads from one number up to the page's end.
  func read(from first: Int) {
    for number in first..<max(first, page[.end]) {
      // Each by itself, so that it can be had again without those before it.
      var random = SeededRandom(seed: seed &+ UInt64(number) &* 0x2545_f491_4f6c_dd1d)
      let input = maker.make(&random)
      page.input = input
      page[.current] = number
      page[.bytes] += input.count
      if page[.shows] != 0 { print("\(number): \(escapedForDisplay(input))") }
      if let flaw = flaw(in: input) {
        page[.flaws] += 1
        print("✗ input \(number): \(flaw)\n  \(escapedForDisplay(input))")
      }
    }
    page[.current] = page[.end]
  }

  private func flaw(in input: [UInt8]) -> String? {
    let source = Source(name: "a.lab", bytes: input)
    var soundness = Soundness(source)
    let flaw = soundness.flaw()
    page[.statements] += soundness.statements
    return flaw ?? flawAsFile(input, source)
  }

  /// A file is taken, with all its places in the text, or refused with one.
  private func flawAsFile(_ input: [UInt8], _ source: Source) -> String? {
    do throws(Diagnostic) {
      let file = try SessionFile(input, name: "a.lab")
      page[.taken] += 1
      var end = 0
      for step in file.steps {
        guard step.line.span.start >= end, step.text.count > 0 else { return "steps out of order" }
        end = step.line.span.end
        for span in step.expectationSpans {
          guard span.start >= end, span.end <= input.count else { return "an expectation astray" }
          end = span.end
        }
        if case .failure(let diagnostic) = step.line.statements {
          guard Soundness.isDrawable(diagnostic, in: source) else { return "an error astray" }
        }
      }
      return nil
    } catch {
      page[.refused] += 1
      return Soundness.isDrawable(error, in: source) ? nil : "a refusal without a place: \(error)"
    }
  }
}
