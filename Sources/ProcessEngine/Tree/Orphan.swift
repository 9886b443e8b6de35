/// A descendant whose parent ended, and which is a child of ours now.
struct Orphan {
  /// Its name for good.
  let key: ProcessKey
  /// The child that it descends from, or nil when nothing tells.
  let child: ChildID?
}
