import CLinux

/// The kind of file system a path is on, as far as SQLite's locks care.
enum FileSystemKind: Equatable {
  case local
  case network(String)

  /// Judges the file system of an existing file or folder.
  init(of path: String) {
    self.init(type: rebond_file_system_type(path))
  }

  /// Judges a type number of `statfs(2)`.
  init(type: UInt32) {
    self = FileSystemKind.networks[type].map(FileSystemKind.network) ?? .local
  }

  /// The numbers of `linux/magic.h` and `statfs(2)` for file systems that live on, or are shared with, another machine.
  private static let networks: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x564C: "NCP",
    0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x7375_7245: "Coda", 0x00C3_6400: "Ceph", 0x0102_1997: "9P",
    0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS", 0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x1983_0326: "BeeGFS",
    0x786F_4256: "VirtualBox", 0xBACB_ACBC: "VMware",
  ]
}
