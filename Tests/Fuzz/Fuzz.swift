import Glibc
import Trials

/// Millions of inputs for the language and for the parser of session files: none may crash them,
/// take them long, or be read as something that it isn't.
///
/// One process reads the inputs and one looks after it, so that an input that ends the reader is
/// known. The exit status is 0 when all was well, 1 when something was not, 2 for a setting that
/// can't be, 130 when it was interrupted.
@main enum Fuzz {
  static func main() {
    let words = CommandLine.arguments
    if words.count == 5, words[1] == "read", let seed = UInt64(words[2]), let first = Int(words[3]),
      let page = SharedPage(path: words[4])
    {
      InputReader(page, seed: seed).read(from: first)
      exit(0)
    }
    do throws(BadSetting) {
      exit(ReaderWatch.run(try FuzzSettings()))
    } catch {
      print("fuzz: \(error.message)")
      exit(2)
    }
  }
}
