/// Every verb there is. Dispatch, help, completion and suggestions read this list.
package let verbs: [any (Verb & SendableMetatype).Type] = [
  Worker.self, New.self, Start.self, Spawn.self, Run.self, Restart.self, Forget.self,
  Terminate.self, Kill.self, SignalVerb.self, Pause.self, Resume.self, Stop.self,
  Join.self, Sleep.self, Expect.self,
  Send.self, Close.self, Output.self, Attach.self,
  Print.self, Ps.self, Show.self, Tree.self, Events.self, Timeline.self, Stats.self,
  Check.self,
  For.self, Repeat.self, After.self,
  Log.self, SetVerb.self, Cd.self, SourceVerb.self, Save.self, Help.self, HistoryVerb.self,
  Require.self, Quit.self,
  Exit.self,
]

/// The verb of a name.
package func verb(named name: String) -> (any Verb.Type)? {
  verbsByName[name]
}

private let verbsByName = Dictionary(uniqueKeysWithValues: verbs.map { ($0.name, $0) })

/// Words that can't be handles, because they mean something where a handle may stand.
package let reservedWords: Set<String> = Set(verbs.map { $0.name }).union([
  "all", "alive", "last", "any", "only", "group", "tree", "within", "for", "with", "as", "json",
  "pid", "dur", "num", "size", "time", "dir", "here",
])
