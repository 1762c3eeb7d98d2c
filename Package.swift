// swift-tools-version: 6.2
import PackageDescription

/// One Debian library, seen through a module map and a shim header under `Sources/System`.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// One room of the house: `uses` is the whole list of what it may import, and `scripts/check` holds the code to it.
func room(_ name: String, uses: [String], data: [String] = []) -> Target {
  .target(
    name: name, dependencies: uses.map { .byName(name: $0) },
    resources: data.map { .embedInCode($0) })
}

/// The tests of one room; they may look into the room and use what the test support offers.
func tests(of name: String, uses: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: ([name, "TestSupport"] + uses).map { .byName(name: $0) })
}

#if arch(arm64)
  let machine = "aarch64-linux-gnu"
#else
  let machine = "x86_64-linux-gnu"
#endif

/// Where Debian keeps the headers of the typesetting libraries; pkg-config would say so too, and link them.
let typesettingHeaders = [
  "/usr/include/pango-1.0", "/usr/include/cairo", "/usr/include/harfbuzz", "/usr/include/glib-2.0",
  "/usr/lib/\(machine)/glib-2.0/include",
]

let package = Package(
  name: "rebond",
  products: [.executable(name: "rebond", targets: ["rebond"])],
  targets: [
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    system("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
    system("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
    system("CJansson", pkgConfig: "jansson", apt: "libjansson-dev"),
    system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
    system("CNcurses", pkgConfig: "ncursesw", apt: "libncurses-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
    .systemLibrary(name: "CCrypto", path: "Sources/System/CCrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCSV", path: "Sources/System/CCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CLinux", path: "Sources/System/CLinux"),
    // Opened when they are asked for, never linked: only their headers are needed here.
    .systemLibrary(name: "CCurl", path: "Sources/System/CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CPangoCairo", path: "Sources/System/CPangoCairo", providers: [.apt(["libpango1.0-dev"])]),

    room("Kernel", uses: ["CCrypto", "CJansson", "CSodium"]),
    room("Storage", uses: ["Kernel", "CLinux", "CSQLite", "CZstd"]),
    room("Arguments", uses: ["Kernel"]),
    room("Scanning", uses: ["Kernel"]),
    room("Terminal", uses: ["CNcurses"]),
    room("WebClient", uses: ["Kernel", "CCurl"]),
    room("Spreadsheets", uses: ["Kernel", "CCSV", "CLinux"]),
    room("Typesetting", uses: ["Kernel", "CPangoCairo", "CQREncode", "CZlib"]),

    room("Directory", uses: ["Kernel", "Storage", "Spreadsheets"]),
    room("Supply", uses: ["Kernel", "Storage"], data: ["Data"]),
    room("Evidence", uses: ["Kernel", "CExpat", "CZlib"], data: ["Data"]),
    room("Inventory", uses: ["Kernel", "Storage"], data: ["Data"]),
    room("Refurbishment", uses: ["Kernel", "Storage"], data: ["Data"]),
    room("Eligibility", uses: ["Kernel"], data: ["Data"]),
    room("Loans", uses: ["Kernel", "Storage"], data: ["Data"]),
    // The label templates at the top of the package, as bytes.
    .target(
      name: "ShippedLabels", path: "Labels",
      resources: ["Stock", "Printers", "Designs"].map { .embedInCode($0) }),
    room("LabelPrinting", uses: ["Kernel", "CLinux", "Storage", "Typesetting", "ShippedLabels"]),
    room("Documents", uses: ["Kernel", "Typesetting"], data: ["Data"]),
    room("Reporting", uses: ["Kernel", "Storage"]),

    room(
      "Application",
      uses: [
        "Kernel", "Storage", "Spreadsheets", "Typesetting", "Directory", "Supply", "Evidence", "Inventory",
        "Refurbishment", "Eligibility", "Loans", "LabelPrinting", "Documents", "Reporting", "Scanning",
        "WebClient",
      ]),
    room(
      "CommandLine",
      uses: [
        "Kernel", "CLinux", "Arguments", "Spreadsheets", "Typesetting", "Application", "Directory", "Supply",
        "Evidence", "Inventory",
        "Refurbishment", "Eligibility", "Loans", "LabelPrinting", "Documents", "Reporting", "Scanning",
        "Terminal", "WebClient",
      ]),
    .executableTarget(name: "rebond", dependencies: ["CLinux", "CommandLine"]),

    .target(
      name: "TestSupport", dependencies: ["Kernel", "Storage"], path: "Tests/TestSupport"),
    tests(of: "Kernel"),
    tests(of: "Storage"),
    tests(of: "Arguments"),
    tests(of: "Scanning"),
    tests(of: "WebClient"),
    tests(of: "Spreadsheets"),
    tests(of: "Typesetting"),
    tests(of: "Directory"),
    tests(of: "Supply"),
    tests(of: "Evidence"),
    tests(of: "Inventory"),
    tests(of: "Refurbishment"),
    tests(of: "Eligibility"),
    tests(of: "Loans"),
    tests(of: "LabelPrinting", uses: ["ShippedLabels", "Typesetting", "Kernel"]),
    tests(of: "Documents", uses: ["Kernel", "Typesetting"]),
    tests(of: "Reporting", uses: ["Directory", "Supply", "Inventory", "Loans"]),
    tests(
      of: "Application",
      uses: [
        "Kernel", "Storage", "Spreadsheets", "Typesetting", "Directory", "Supply", "Inventory", "Refurbishment",
        "Eligibility",
        "Loans", "LabelPrinting", "Reporting", "Scanning", "WebClient",
      ]),
    tests(of: "CommandLine", uses: ["Kernel", "Arguments", "Loans", "Scanning", "Terminal"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "rebond"], exclude: ["Tools", "Transcripts"]),
    // What `scripts/bench` measures from inside; no product.
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Kernel", "CSQLite", "CQREncode", "Application", "Directory", "Supply", "Evidence", "Inventory",
        "Eligibility", "LabelPrinting", "Scanning", "Refurbishment", "Loans",
      ],
      path: "Tests/Benchmarks"),
    // What `scripts/fuzz` runs; no product.
    .executableTarget(name: "Fuzzing", dependencies: ["Kernel", "Evidence"], path: "Tests/Fuzzing"),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
  if target.name == "Typesetting" {
    target.swiftSettings?.append(.unsafeFlags(typesettingHeaders.flatMap { ["-Xcc", "-I\($0)"] }))
  }
}
