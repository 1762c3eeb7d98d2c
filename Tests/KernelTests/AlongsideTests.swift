import Glibc
import Kernel
import Testing

@Suite struct `Two things done at once` {
  @Test func `both give what came of them`() {
    let (aside, here) = alongside({ (1...1000).reduce(0, +) }, { "ici" })
    #expect(aside == 500_500)
    #expect(here == "ici")
  }

  @Test func `are done on two threads`() {
    let (aside, here) = alongside({ pthread_self() }, { pthread_self() })
    #expect(aside != here)
  }

  @Test func `can hold two more`() {
    let (aside, here) = alongside({ alongside({ 1 }, { 2 }).aside }, { alongside({ 3 }, { 4 }).here })
    #expect(aside + here == 5)
  }
}
