import Kernel
import Testing

@Suite struct `A stamp without a zone` {
  @Test(arguments: [
    ("2026/09/10 12:00:05", "2026-09-10 12:00:05"), ("2026-09-10T00:00:00", "2026-09-10 00:00:00"),
    ("2026-09-10 23:59:59", "2026-09-10 23:59:59"), ("10/09/2026 12:00:00", nil), ("2026-09-10", nil),
    ("2026-09-31 12:00:00", nil), ("2026-09-10 24:00:00", nil), ("2026-09-10 12:60:00", nil),
    ("2026-09-10 12:00", nil), ("2026-09-10 +1:00:00", nil),
  ])
  func `is read strictly`(written: String, read: String?) {
    #expect(LocalStamp(written)?.description == read)
  }
}
