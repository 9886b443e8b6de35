/// How an engine is set up.
public struct EngineOptions: Hashable, Sendable {
  /// What is put into the environment of every child, as `PROCLAB_RUN=<marker>:<number>`: the last
  /// way to tell whose descendant an orphan is. To be unique among engines that run at the same
  /// time.
  public var runMarker: String
  /// Signals to this process that are reported as ``Wake/signal(_:)`` instead of having their
  /// effect.
  ///
  /// They are blocked in the engine's thread and taken from a descriptor (signalfd(2)); other
  /// threads of the program have to block them too, or a signal may go to one of those. KILL and
  /// STOP can't be caught, and CHLD is the engine's own: they are left out, silently.
  public var catches: [Signal]
  /// Those of them after which ``Engine/endAll(grace:)`` gives no more grace: what they tell of
  /// can't wait.
  public var hurries: [Signal] = []
  /// How many bytes of output are kept in all, 64 MiB unless set.
  ///
  /// The output of children that have ended makes room first, the earliest first. A stream has its
  /// first 4 KiB in any case: one that nobody reads would stop its writer.
  public var totalCaptureLimit = 64 << 20
  /// How many bytes of one stream are read in one round of the loop, so that none starves others:
  /// 256 KiB unless set; more than 0.
  public var bytesPerRound = 256 << 10
  /// Whether the soft limit of descriptors is raised to the hard one (`RLIMIT_NOFILE`,
  /// getrlimit(2)); children get the one from before. A limit that can't be raised is no error.
  public var raisesDescriptorLimit = true
  /// Whether orphaned descendants fall to this process (`PR_SET_CHILD_SUBREAPER`, Linux 3.4).
  ///
  /// Without that they are out of reach, and a child's tree counts as empty when it has ended.
  public var adoptsOrphans = true

  /// Options with a marker that is unique, the signals to report, and all else as it is here.
  public init(runMarker: String, catches: [Signal] = []) {
    self.runMarker = runMarker
    self.catches = catches
  }
}
