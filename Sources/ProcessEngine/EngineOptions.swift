/// How an engine is set up.
public struct EngineOptions: Hashable, Sendable {
  /// Told apart in the environment of every child, as `PROCLAB_RUN=<marker>:<number>`: the last way
  /// to tell whose descendant an orphan is. Unique among engines that run at the same time.
  public var runMarker: String
  /// Signals to this process that are reported as `Wake.signal` instead of having their effect.
  public var catches: [Signal]
  /// Those of them after which `endAll` gives no more grace: what they tell of can't wait.
  public var hurries: [Signal] = []
  /// How many bytes of output are kept in all.
  public var totalCaptureLimit = 64 << 20
  /// How many bytes of one stream are read in one round of the loop, so that none starves others.
  public var bytesPerRound = 256 << 10
  /// Whether the soft limit of descriptors is raised to the hard one; children get it back.
  public var raisesDescriptorLimit = true
  /// Whether orphaned descendants fall to this process (`PR_SET_CHILD_SUBREAPER`).
  public var adoptsOrphans = true

  /// Sets up an engine with a marker that is unique and the signals it is to report.
  public init(runMarker: String, catches: [Signal] = []) {
    self.runMarker = runMarker
    self.catches = catches
  }
}
