import Language
import ProcessEngine

extension SpawnError.Limit {
  /// Why nothing can be started, with the limit.
  var reason: String {
    switch self {
    case .descriptors(let count): "too many open files (limit \(count))"
    case .processes(let count): "process limit reached (user limit \(count))"
    case .controlGroup(let count): "process limit reached (container limit \(count))"
    case .system(let count): "process limit reached (system limit \(count))"
    case .memory(let bytes?): "memory limit reached (limit \(describe(bytes: bytes)))"
    case .memory(nil): "not enough memory"
    }
  }
}

extension Resource {
  /// Why it can't be set to so much: `files 1000000 is above the hard limit 20000`.
  func refusal(_ value: UInt64, above bound: SpawnError.Bound) -> String {
    let limit =
      switch bound {
      case .hard(let most): "hard limit \(text(of: most))"
      case .system(let most): "system's limit \(text(of: most))"
      }
    return "\(option) \(text(of: value)) is above the \(limit)"
  }

  /// The option that sets it.
  private var option: String {
    switch self {
    case .processorTime: "cpu"
    case .fileSize: "fsize"
    case .data: "data"
    case .coreSize: "core"
    case .processes: "processes"
    case .descriptors: "files"
    case .addressSpace: "address-space"
    }
  }

  /// An amount of it, as one would ask for it.
  private func text(of value: UInt64) -> String {
    switch self {
    case .processorTime: "\(value)s"
    case .fileSize, .data, .coreSize, .addressSpace: describe(bytes: value)
    case .processes, .descriptors: "\(value)"
    }
  }
}
