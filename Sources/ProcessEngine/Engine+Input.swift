internal import SystemPackage

extension Engine {
  /// Queues bytes for a child's standard input; what fits is written at once, the rest as the child
  /// reads.
  ///
  /// The queue has no bound. False when the input isn't open, or turns out to have no reader left
  /// (`EPIPE`): then the bytes are lost, which is no error. Whether a child reads what is in its
  /// pipe nobody can say.
  public func send(_ bytes: [UInt8], to id: ChildID) -> Bool {
    let record = record(id)
    guard record.input.descriptor != nil, !record.input.closesWhenEmpty else { return false }
    record.input.append(bytes)
    if !record.input.waitsForRoom { writeInput(record) }
    return record.input.descriptor != nil
  }

  /// Closes a child's standard input once the queue is written; a terminal gets the character that
  /// means its end (Ctrl-D, `VEOF` of termios(3)), twice behind an unfinished line, which the first
  /// one only hands over.
  ///
  /// It counts as closed from now on: nothing more can be sent. One that isn't open is left as it
  /// is.
  public func closeInput(_ id: ChildID) {
    let record = record(id)
    guard record.input.descriptor != nil, !record.input.closesWhenEmpty else { return }
    if record.launch.terminal != nil {
      _ = send(record.input.endsWithLine ? [4] : [4, 4], to: id)
    }
    record.input.closesWhenEmpty = true
    if record.input.isEmpty { closeInputNow(record, tell: true) }
  }

  /// The loop says that there is room, or that nobody reads any more.
  func noteInput(_ id: ChildID, _ flags: Readiness.Flags) {
    guard let record = living(id), record.input.descriptor != nil else { return }
    if flags.contains(.error) {
      closeInputNow(record, tell: true)
    } else {
      writeInput(record)
    }
  }

  /// Writes what fits, and asks to be told when there is room for the rest.
  private func writeInput(_ record: Record) {
    guard let descriptor = record.input.descriptor else { return }
    while !record.input.isEmpty {
      do throws(Errno) {
        let written = record.input.withNext { bytes in
          Result { () throws(Errno) in try calls.write(descriptor, bytes) }
        }
        record.input.consume(try written.get())
      } catch {
        if error == .interrupted { continue }
        if error == .wouldBlock {
          waitForRoom(record, true)
        } else {
          closeInputNow(record, tell: true)
        }
        return
      }
    }
    waitForRoom(record, false)
    if record.input.closesWhenEmpty { closeInputNow(record, tell: true) }
  }

  private func waitForRoom(_ record: Record, _ wanted: Bool) {
    guard record.input.waitsForRoom != wanted, let descriptor = record.input.descriptor else {
      return
    }
    record.input.waitsForRoom = wanted
    try? calls.control(
      epoll, .modify, descriptor, wanted ? .writable : [], token: Token.input(record.id).rawValue)
  }

  /// Closes our end at once; what is queued is lost.
  func closeInputNow(_ record: Record, tell isTold: Bool) {
    guard let descriptor = record.input.descriptor else { return }
    record.input.descriptor = nil
    record.input.removeAll()
    calls.close(descriptor)
    if isTold { tell(.inputClosed, of: record.id) }
  }
}
