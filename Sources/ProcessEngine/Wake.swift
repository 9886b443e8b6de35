/// Why a round of waiting ended.
public enum Wake: Hashable, Sendable {
  /// Something happened to children: ``Engine/takeEvents()`` has it.
  case events
  /// The deadline is over.
  case deadline
  /// A watched descriptor is readable, or at its end (``Engine/watch(_:)``).
  case readable(Int32)
  /// A signal was sent to this process itself (``EngineOptions/catches``).
  case signal(Signal)
}
