import Glibc
import Kernel
import Testing

@Suite struct `An error of the system` {
  @Test(arguments: Int32(1)...133)
  func `is told in the user's language, never in the system's English`(number: Int32) {
    let text = SystemError(number).text
    #expect(text.fr != text.en)
    #expect(text.fr != String(cString: strerror(number)))
  }
}
