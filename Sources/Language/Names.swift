/// Whether a text can be a handle or a name: letters, digits, `_` and `-`, a letter first.
public func isName(_ text: some StringProtocol) -> Bool {
  guard let first = text.first, first.isLetter else { return false }
  return text.allSatisfy(isNameCharacter)
}

/// Whether a character may stand in a name behind its first letter.
func isNameCharacter(_ character: Character) -> Bool {
  character.isLetter || (character.isASCII && character.isNumber) || character == "_"
    || character == "-"
}

/// Whether a text is a path as interpolations know it: a name or a number, then members or
/// attributes behind dots.
func isInterpolationPath(_ text: some StringProtocol) -> Bool {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard let first = parts.first else { return false }
  let isArgument = !first.isEmpty && first.allSatisfy { $0.isASCII && $0.isNumber }
  guard isName(first) || (isArgument && parts.count == 1) else { return false }
  return parts.dropFirst().allSatisfy { !$0.isEmpty && $0.allSatisfy(isNameCharacter) }
}
