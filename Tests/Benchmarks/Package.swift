// swift-tools-version: 6.2
import PackageDescription

/// The benchmarks, in a package of their own so that what they compare with never weighs on users.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: [])
  ],
  targets: [
    // What the same system calls cost with nothing around them.
    .executableTarget(
      name: "floor", path: "Sources/Floor", cSettings: [.treatAllWarnings(as: .error)]),
    // The peer that is a library.
    .executableTarget(
      name: "subprocess-loop",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      path: "Sources/SubprocessLoop", swiftSettings: strict),
    .executableTarget(name: "benchmarks", path: "Sources/Benchmarks", swiftSettings: strict),
  ])
