import ProcessEngine

/// What an option behind `with` says of a launch.
enum LaunchSetting {
  case name(String)
  case daemon
  case directory(String)
  case environment([[UInt8]])
  case input(Launch.Input)
  case output(Launch.Output)
  case error(Launch.Output)
  case terminal(TerminalSize)
  case isolated
  case parentDeath(Signal?)
  case launcher([[UInt8]])
  case umask(UInt32)
  case niceness(Int32)
  case limit(Resource, UInt64)
}
