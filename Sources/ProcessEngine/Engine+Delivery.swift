internal import SystemPackage

extension Engine {
  /// Signals a process of a child's tree: the child by the descriptor we hold, others by a fresh one.
  func deliver(
    _ signal: Signal?, to process: Descendant, _ record: Record?, _ delivery: inout Delivery
  ) {
    if let record, let leader = held(process, of: record) {
      deliver(signal, through: leader, process.pid, &delivery)
    } else {
      deliver(signal, to: process, &delivery)
    }
  }

  /// The descriptor that we hold of a process that a walk found, which we do of the child itself. The
  /// number of a child that is reaped may be somebody else's.
  func held(_ process: Descendant, of record: Record) -> Int32? {
    process.pid == record.pid && !record.isReaped ? record.process : nil
  }

  /// Signals a process that a walk found.
  func deliver(_ signal: Signal?, to process: Descendant, _ delivery: inout Delivery) {
    guard let descriptor = open(process) else { return }
    deliver(signal, through: descriptor, process.pid, &delivery)
    calls.close(descriptor)
  }

  /// Asks whether a process could be signalled.
  func ask(_ process: Descendant, _ delivery: inout Delivery) {
    deliver(nil, to: process, &delivery)
  }

  /// Signals whoever is behind a descriptor; one that is gone is nobody.
  func deliver(
    _ signal: Signal?, through descriptor: Int32, _ pid: Int32, _ delivery: inout Delivery
  ) {
    guard pid > 1, pid != own.pid else { return }
    do throws(Errno) {
      try calls.send(signal, to: descriptor, group: false)
      delivery.pids.append(pid)
    } catch {
      guard error == .notPermitted else { return }
      let owner = (try? calls.owner(of: "/proc/\(pid)")) ?? 0
      delivery.refused.append(
        Delivery.Refusal(pid: pid, owner: owner, errno: error.rawValue))
    }
  }

  /// A descriptor of exactly the process that a walk found: opened by its number, and then looked at
  /// again, because the number may have been used again in between. Nil when it is gone.
  func open(_ process: Descendant) -> Int32? {
    guard let descriptor = openProcess(process.pid) else { return nil }
    if let now = stat(process.pid), now.key == process.key { return descriptor }
    calls.close(descriptor)
    return nil
  }

  /// Opens a process, with a descriptor kept for it where no other is left.
  private func openProcess(_ pid: Int32) -> Int32? {
    do throws(Errno) {
      return try calls.openProcess(pid)
    } catch {
      guard error == .tooManyOpenFiles, let spare = reserve.popLast() else { return nil }
      calls.close(spare)
      return try? calls.openProcess(pid)
    }
  }
}
