import Language
import OrderedCollections
import ProcessEngine

extension Session {
  /// Makes a process in state initial, and binds the handle where one is given.
  func create(_ recipe: Recipe, handle: String?) -> Process {
    createdCount += 1
    let name = recipe.name ?? "Process-\(createdCount)"
    let id = engine.add(recipe.launch)
    let process = Process(
      number: createdCount, name: name, handle: nil, isDaemon: recipe.isDaemon,
      command: recipe.command, recipe: recipe, child: engine.child(id))
    processes[id] = process
    last = process
    concern.add([process])
    if let handle { bind(handle, to: process) }
    return process
  }

  /// Binds a handle as Python binds a variable: the run before goes on under its name.
  func bind(_ handle: String, to process: Process) {
    process.handle = handle
    unbindVariable(handle)
    concern.add([process])
    switch handles[handle]?.binding {
    case .runs(let history):
      history.runs.last?.loseHandle()
      history.runs.append(process)
      return
    case .set(let count): unbindMembers(of: handle, count: count)
    case nil: break
    }
    handles[handle] = Handle(binding: .runs(History(process)))
  }

  /// Binds a handle to a whole set, replacing what it stood for.
  func bindSet(_ name: String, to members: [Process]) {
    switch handles[name]?.binding {
    case .runs(let history): history.runs.last?.loseHandle()
    case .set(let count): unbindMembers(of: name, count: count)
    case nil: break
    }
    unbindVariable(name)
    handles[name] = Handle(binding: .set(count: members.count))
    for (index, member) in members.enumerated() { bind("\(name).\(index + 1)", to: member) }
  }

  private func unbindMembers(of name: String, count: Int) {
    for index in 1...max(1, count) {
      handles.removeValue(forKey: "\(name).\(index)")?.current?.loseHandle()
    }
  }

  /// Runs a process that has not been started.
  func start(_ process: Process) throws(Failure) {
    guard process.observed.state == .initial else {
      throw Failure("cannot start a process twice")
    }
    do {
      try engine.start(process.id)
    } catch {
      throw Failure(describe(error, process.observed.launch))
    }
    observeOwnChange(of: process)
    if let pid = process.observed.pid {
      notice("\(process.label) started, pid \(pid)")
    }
    log(.info, process, "child process calling self.run()")
  }

  /// One of multiprocessing's own log lines, where the level asks for it.
  func log(_ level: Settings.LogLevel, _ process: Process, _ text: String) {
    let isWanted =
      switch settings.log {
      case .off: false
      case .info: level == .info
      case .debug: true
      }
    guard isWanted else { return }
    record("[\(level.rawValue.uppercased())/\(process.name)] \(text)")
  }
}

extension Process {
  /// What an older run is left with when its handle is bound again: its name.
  func loseHandle() {
    handle = nil
    isRebound = true
  }
}
