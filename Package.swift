// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is held to: language mode 6, warnings as errors, and imports that say
/// whether a module leaks into the interface.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

/// Whether this is for `make sanitize`, whose runtime can't be linked into a static program.
let isSanitized = Context.environment["PROCLAB_SANITIZE"] != nil

let package = Package(
  name: "proclab",
  products: [
    .executable(name: "proclab", targets: ["proclab"]),
    .library(name: "ProcessEngine", targets: ["ProcessEngine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .target(name: "CProcess", cSettings: strictC),
    .target(
      name: "ProcessEngine",
      dependencies: [
        "CProcess",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .target(name: "Language", swiftSettings: strict),
    .target(
      name: "Interpreter",
      dependencies: [
        "ProcessEngine", "Language",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: strict),
    .target(
      name: "Replay", dependencies: ["Interpreter", "Language", "ProcessEngine"],
      swiftSettings: strict),
    .systemLibrary(
      name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "LineEditor", dependencies: ["CLibedit"], swiftSettings: strict),
    .executableTarget(
      name: "proclab",
      dependencies: [
        "CProcess", "ProcessEngine", "Language", "Interpreter", "Replay", "LineEditor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // A child that does what its arguments say, so that tests need no shell and no sleep.
    // Static, because it is started thousands of times and must not bring threads or handlers.
    .executableTarget(
      name: "probe", path: "Tests/Probe", cSettings: strictC,
      linkerSettings: isSanitized ? [] : [.unsafeFlags(["-static-executable"])]),
    // A session behind a keeper that does what its arguments say.
    .executableTarget(
      name: "keeper-probe", dependencies: ["CProcess"], path: "Tests/KeeperProbe",
      cSettings: strictC),
    // The engine as a stranger uses it: its articles show these programs, and the tests run them.
    .executableTarget(
      name: "first-child", dependencies: ["ProcessEngine"], path: "Tests/FirstChild",
      swiftSettings: strict),
    .executableTarget(
      name: "household", dependencies: ["ProcessEngine"], path: "Tests/Household",
      swiftSettings: strict),
    // What trials with random numbers share.
    .target(name: "Trials", path: "Tests/Trials", swiftSettings: strict),
    // Spawns by the hundred thousand, and sessions killed at any moment.
    .executableTarget(
      name: "soak", dependencies: ["ProcessEngine", "Trials", "proclab", "probe"],
      path: "Tests/Soak", swiftSettings: strict),
    // Whatever is thrown at the language and at the parser of session files, by the million.
    .executableTarget(
      name: "fuzz", dependencies: ["Language", "Interpreter", "ProcessEngine", "Replay", "Trials"],
      path: "Tests/Fuzz", swiftSettings: strict),
    .testTarget(
      name: "ProcessEngineTests",
      dependencies: [
        "ProcessEngine", "CProcess", "Trials", "probe", "keeper-probe", "first-child", "household",
      ],
      exclude: ["FailureCatalogue.md"], swiftSettings: strict),
    .testTarget(
      name: "LanguageTests", dependencies: ["Language", "Trials"], swiftSettings: strict),
    .testTarget(
      name: "InterpreterTests",
      dependencies: ["Interpreter", "Language", "ProcessEngine", "probe"],
      swiftSettings: strict),
    .testTarget(
      name: "ReplayTests",
      dependencies: ["Replay", "Interpreter", "Language", "ProcessEngine"],
      swiftSettings: strict),
    .testTarget(name: "LineEditorTests", dependencies: ["LineEditor"], swiftSettings: strict),
    .testTarget(
      name: "ProclabTests", dependencies: ["proclab", "probe", "soak", "fuzz", "ProcessEngine"],
      swiftSettings: strict),
  ])
