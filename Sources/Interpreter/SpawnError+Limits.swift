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
