import Testing

/// Everything that has children of this process: one at a time, since orphans fall to the process
/// and not to an engine.
@Suite(.serialized) enum EngineTests {}
