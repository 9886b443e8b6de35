/// A JSON text as a part of a record: it knows which of its parts are only true today.
struct JSON {
  private(set) var pieces: [RecordLine.Piece]

  /// What is JSON as it stands.
  init(_ text: String, _ kind: RecordLine.Kind = .text) {
    pieces = [.init(text, kind)]
  }

  /// A text as a string.
  init(string: String) {
    self.init(jsonString(string))
  }

  /// A string of parts.
  init(string parts: [RecordLine.Piece]) {
    let inner = parts.map { part in
      RecordLine.Piece(String(jsonString(part.text).dropFirst().dropLast()), part.kind)
    }
    self.init(joined: [[.init("\"")], inner, [.init("\"")]])
  }

  /// An array.
  init(array: [JSON]) {
    let parts = array.enumerated().map { index, element in
      (index == 0 ? [] : [.init(", ")]) + element.pieces
    }
    self.init(joined: [[.init("[")]] + parts + [[.init("]")]])
  }

  /// An object, its members in the order given.
  init(object members: [(String, JSON)]) {
    let parts = members.enumerated().map { index, member in
      [.init("\(index == 0 ? "" : ", ")\(jsonString(member.0)): ")] + member.1.pieces
    }
    self.init(joined: [[.init("{")]] + parts + [[.init("}")]])
  }

  /// Parts one behind the other, neighbours of plain text as one.
  private init(joined parts: [[RecordLine.Piece]]) {
    pieces = []
    for piece in parts.joined() {
      if piece.kind == .text, pieces.last?.kind == .text {
        pieces[pieces.count - 1].text += piece.text
      } else {
        pieces.append(piece)
      }
    }
  }
}

extension Session {
  /// Prints a line of JSON.
  func record(_ json: JSON, isUnrepeatable: Bool = false) {
    record(RecordLine(json.pieces, isUnrepeatable: isUnrepeatable))
  }
}
