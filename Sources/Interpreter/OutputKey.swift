import ProcessEngine

/// One stream of one process.
struct OutputKey: Hashable, Sendable {
  let process: ChildID
  let stream: Stream
}
