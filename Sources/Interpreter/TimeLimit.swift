import Language

/// A time limit as a person would write it: `5s`, `50ms`, `1.5s`; what is chosen has no digits that
/// only what is measured has.
package func describeLimit(_ limit: Duration) -> String {
  let text = describe(limit)
  let unit = text.drop { $0.isNumber || $0 == "." }
  var number = text.dropLast(unit.count)
  guard number.contains(".") else { return text }
  while number.last == "0" { number.removeLast() }
  if number.last == "." { number.removeLast() }
  return String(number + unit)
}
